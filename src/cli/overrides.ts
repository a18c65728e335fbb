const unquoted = (text: string): string =>
  /^".*"$/s.test(text) || /^'.*'$/s.test(text) ? text.slice(1, -1).replace(/\\(["'\\])/g, '$1') : text;

/**
 * Parameters as `sam deploy --parameter-overrides` takes them: `Key=Value` or `ParameterKey=Key,ParameterValue=Value`,
 * each an argument of its own or several in one. A text that is no such thing is given back as a complaint.
 */
export function parseOverrides(given: readonly string[]): Record<string, string> | string {
  const found: [string, string][] = [];
  for (const argument of given) {
    for (const part of argument.trim().split(/\s+(?=[A-Za-z0-9]+=)/)) {
      const [, key, value] =
        /^ParameterKey=([A-Za-z0-9]+),ParameterValue=(.*)$/s.exec(part) ?? /^([A-Za-z0-9]+)=(.*)$/s.exec(part) ?? [];
      if (key === undefined || value === undefined) return `${part} is not written as Key=Value`;
      found.push([key, unquoted(value)]);
    }
  }
  return Object.fromEntries(found);
}
