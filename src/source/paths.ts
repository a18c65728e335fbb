/** The path of a file that another file names, with forward slashes and without detours: `a/b.yaml` + `../c.yaml` → `c.yaml`. */
export function joinPath(from: string, named: string): string {
  const path = named.replaceAll('\\', '/');
  const whole = path.startsWith('/') ? path : from.replace(/[^/]*$/, '') + path;
  const kept: string[] = [];
  for (const part of whole.split('/')) {
    const last = kept.at(-1);
    if (part === '.' || (part === '' && kept.length > 0)) continue;
    if (part === '..' && last !== undefined && last !== '..' && last !== '') kept.pop();
    else kept.push(part);
  }
  return kept.join('/');
}
