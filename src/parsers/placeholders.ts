import type { Location, Problem, SourceFile } from '../source/source.js';
import { type Node, opaque, parameter } from '../template/node.js';

/** Text, or something that stands in it. */
type Part = string | Node;

/**
 * Variables of the Serverless Framework, whose `resources` are often files of their own. CloudFormation has none that look so, and
 * `${aws:username}` and `${s3:prefix}` are left out: the variables of policies are spelled alike.
 * https://www.serverless.com/framework/docs/guides/variables
 */
const variable = /\$\{(?:self|opt|env|sls|param|file|ssm|cf)[:(]/;
/** A pseudo parameter in the spelling of serverless-pseudo-parameters. */
const pseudo = /#\{(AWS::\w+)\}/;
const either = new RegExp(`${variable.source}|${pseudo.source}`);

export const holdsPlaceholder = (text: string): boolean => text.includes('{') && either.test(text);

/** Whether a key is that of a whole variable, which may stand for a value of any kind. */
export const isPlaceholder = (key: string | undefined): boolean => key !== undefined && variable.test(`\${${key}}`);

/** Cuts the variables out of text; each is something that only deployment knows. */
export function cutPlaceholders(text: string, at: Location): readonly Part[] {
  if (!holdsPlaceholder(text)) return [text];
  const parts: Part[] = [];
  let rest = text;
  for (let found = either.exec(rest); found !== null; found = either.exec(rest)) {
    const [, name] = found;
    const end = found.index + (name === undefined ? lengthOf(rest.slice(found.index)) : found[0].length);
    const whole = rest.slice(found.index, end);
    parts.push(rest.slice(0, found.index), name === undefined ? variableNode(whole, at) : parameter(name, at));
    rest = rest.slice(end);
  }
  return [...parts, rest];
}

function variableNode(whole: string, at: Location): Node {
  return opaque(`the Serverless Framework fills in ${whole}`, at, whole.slice(2, -1));
}

/** Variables stand in one another: `${self:custom.${opt:stage}}`. */
function lengthOf(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text.startsWith('${', i)) depth++;
    else if (text.charAt(i) === '}' && --depth === 0) return i + 1;
  }
  return text.length;
}

/**
 * Where a line or a value begins with a mark of Jinja, Mustache, Handlebars or ERB: with quotes around it, it would be text. Marks
 * are short: without a limit, a line of many that are never closed would be gone through for each.
 */
const mark =
  /(?:^[ \t]*(?:-[ \t]+)?|:[ \t]+)(\{\{(?!resolve:)[^}\n]{0,500}\}\}|\{%[^}\n]{0,500}%\}|<%[^>\n]{0,500}%>)/m;

/** What there is to say of a file that is broken because another tool has not filled it in: nothing else helps its user. */
export function unrendered(file: SourceFile): Problem | undefined {
  const found = mark.exec(file.text);
  const [whole, filled] = found ?? [];
  if (found === null || whole === undefined || filled === undefined) return undefined;
  const end = found.index + whole.length;
  const at = { file, start: end - filled.length, end };
  const message = 'another tool has to fill this in before the file can be read';
  return { at, message, help: 'Lint what that tool makes of it', lost: at };
}
