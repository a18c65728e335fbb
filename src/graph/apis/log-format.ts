import type { Text, Verdict } from '../../values/text.js';

/** Whether the lines that a format gives are JSON; `broken`: they were meant to be, but are not. */
export type FormatVerdict = Verdict | 'broken';

/** A literal text of JSON, or a variable of API Gateway's, which stands for a text or a number. */
const textOrVariable = /"(?:[^"\\]|\\.)*"|\$context\.[\w.$-]+(?:\[[^\]]*\])*/g;

/**
 * Whether an access log with this format has JSON lines. Variables are filled in later: within quotes they change nothing, and without
 * any they count as a number.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-access-logging.html
 */
export function logFormatOf({ parts }: Pick<Text, 'parts'>): FormatVerdict {
  // What the deployment puts in may stand within quotes or for a number, as a variable may.
  const filled = parts.map((part) => (typeof part === 'string' ? part : '0')).join('');
  const isWhole = parts.every((part) => typeof part === 'string');
  const plain = filled.replace(textOrVariable, (found) => (found.startsWith('"') ? found : '0'));
  if (isObject(plain)) return 'yes';
  const [first] = parts;
  if (typeof first === 'string' && /^\s*[^\s{]/.test(first)) return 'no';
  if (!isWhole) return 'maybe';
  return plain.trim().startsWith('{') ? 'broken' : 'no';
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** Whether a format has a variable: `requestId`, `identity.sourceIp`. */
export function namesVariable({ parts }: Pick<Text, 'parts'>, variable: string): Verdict {
  const isNamed = parts.some(
    (part) =>
      typeof part === 'string' &&
      part.split(`$context.${variable}`).some((after, index) => index > 0 && !/^[\w-]|^\.\w/.test(after)),
  );
  if (isNamed) return 'yes';
  return parts.every((part) => typeof part === 'string') ? 'no' : 'maybe';
}
