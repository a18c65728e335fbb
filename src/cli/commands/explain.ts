import { unknownRule } from '../../config/index.js';
import { escapedJson } from '../../formatters/visible.js';
import type { RuleMeta } from '../../rules/define.js';
import type { Io } from '../io.js';
import { formatIn, sortOut, text, UsageError } from '../options.js';
import { pageOf } from '../pages.js';
import { ruleFacts, rules } from './facts.js';
import type { ExitCode } from './command.js';
import { printed } from './markdown.js';
import { screenOf } from './screen.js';

export const help = `Usage: lambda-lint explain [options] RULE...

Prints the page of each rule: what it finds and why that matters, an example that is wrong and one that is right, and its
options. A name that checkov, cfn-lint, cdk-nag or another tool has for a rule is understood, too. Nothing is fetched.

  -f, --format NAME   text (default), markdown or json

lambda-lint rules lists the rules there are.
`;

export const options = { format: { ...text, short: 'f' } } as const;

export const formats = ['text', 'markdown', 'json'] as const;

/** `lambda-lint explain RULE...` */
export function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, paths: ids } = sortOut(argv, options);
  const format = formatIn(values.get('format')?.at(-1), formats, 'explain');
  if (ids.length === 0) throw new UsageError('explain needs a rule, as in lambda-lint explain role-shared');
  const asked = [...new Set(ids.flatMap(rulesOf))];
  if (format === 'json') {
    io.stdout(`${escapedJson(ruleFacts(asked).map((facts) => ({ ...facts, page: pageOf(facts.id) })))}\n`);
    return Promise.resolve(0);
  }
  const pages = asked.map(({ id }) => pageOf(id));
  const screen = screenOf(io);
  io.stdout(pages.map((page) => (format === 'text' ? printed(whyFirst(page), screen) : unmarked(page))).join('\n'));
  return Promise.resolve(0);
}

/** A page without the marks of what is generated in it. */
const unmarked = (page: string): string => page.replace(/^<!--.*-->\n+/gm, '');

/** A page with its tables and lists behind what somebody wrote: who asks on the command line wants to know why, and what to do. */
function whyFirst(page: string): string {
  const [facts = '', prose = ''] = page.split(/^<!-- generated:end -->\n+/m);
  const [title = '', line = '', ...rest] = unmarked(facts).split('\n\n');
  return [title, line, prose.trimEnd(), ...rest].join('\n\n');
}

/** The rule of a name, or those that another tool calls so. */
function rulesOf(name: string): readonly RuleMeta[] {
  const isIt = (other: string): boolean => other.toLowerCase() === name.toLowerCase();
  const found = rules.filter(({ id }) => isIt(id));
  if (found.length > 0) return found;
  const alike = rules.filter(({ peers }) => Object.values(peers).some((theirs) => theirs.some(isIt)));
  if (alike.length > 0) return alike;
  throw new UsageError(
    unknownRule(
      name,
      rules.map(({ id }) => id),
    ),
  );
}
