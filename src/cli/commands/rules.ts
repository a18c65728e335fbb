import { presetProblem } from '../../config/index.js';
import { tints } from '../../formatters/colors.js';
import { escapedJson } from '../../formatters/visible.js';
import type { RuleMeta } from '../../rules/define.js';
import { counted } from '../../source/counted.js';
import type { Io } from '../io.js';
import { flag, formatIn, sortOut, text, UsageError } from '../options.js';
import { levelsIn, ruleFacts, rules } from './facts.js';
import type { ExitCode } from './command.js';
import { painted, screenOf, table, wrap, type Screen } from './screen.js';

export const help = `Usage: lambda-lint rules [options] [TEXT]...

Lists the rules, and how severe each is by default and in the preset strict. With TEXT, only those in which each TEXT
appears: in the name, the title, the pillar, an option, or what another tool calls the rule.

      --preset NAME   only the rules that are on in this preset, and how severe they are there
      --long          with the options of each rule, and what other tools call it
  -f, --format NAME   text (default) or json, which has everything

lambda-lint explain RULE prints the page of a rule.
`;

export const options = { preset: text, long: flag, format: { ...text, short: 'f' } } as const;

export const formats = ['text', 'json'] as const;

/** `lambda-lint rules [TEXT]...` */
export function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, paths: words } = sortOut(argv, options);
  const format = formatIn(values.get('format')?.at(-1), formats, 'rules');
  const preset = values.get('preset')?.at(-1);
  const wrong = preset === undefined ? undefined : presetProblem(preset, rules);
  if (wrong !== undefined) throw new UsageError(`--preset: ${wrong}`);

  const levelOf = levelsIn(preset ?? 'recommended');
  const found = rules.filter((rule) => has(rule, words) && (preset === undefined || levelOf(rule.id) !== 'off'));
  if (format === 'json') io.stdout(`${escapedJson(ruleFacts(found))}\n`);
  else if (found.length === 0) io.stdout(`No rule has ${words.join(' and ')}.\n`);
  else io.stdout(`${listed(found, preset, values.has('long'), screenOf(io)).join('\n')}\n`);
  return Promise.resolve(0);
}

function has({ id, title, pillar, options: own, peers }: RuleMeta, words: readonly string[]): boolean {
  const all = [id, title, pillar, ...Object.keys(own), ...Object.values(peers).flat()].join('\n').toLowerCase();
  return words.every((word) => all.includes(word.toLowerCase()));
}

const levelTints = { ...tints, off: 'dim' } as const;

/** Below this, a title has no room beside the rest. */
const roomy = 110;

function listed(found: readonly RuleMeta[], preset: string | undefined, long: boolean, screen: Screen): string[] {
  const { colors, width } = screen;
  const shown = preset === undefined ? ['recommended', 'strict'] : [preset];
  const levels = shown.map(levelsIn);
  const names = found.map(({ id }) => colors.bold(id));
  const severities = found.map(({ id }) =>
    levels.map((each) => {
      const level = each(id);
      return colors[levelTints[level]](level);
    }),
  );
  const head = ['rule', preset === undefined ? 'default' : preset, ...shown.slice(1)];
  const isRoomy = width >= roomy && !long;
  const rows = [
    (isRoomy ? [...head, 'what it asks for'] : head).map((name) => painted(name, colors.dim)),
    ...found.map(({ title }, at) => [names[at] ?? '', ...(severities[at] ?? []), ...(isRoomy ? [title] : [])]),
  ];
  const [first = '', ...rest] = table(rows, isRoomy ? width : Infinity) ?? [];
  const lines = isRoomy ? rest : rest.flatMap((line, at) => [line, ...details(found[at], long, screen)]);
  const count = `${counted(found.length, 'rule')}; lambda-lint explain RULE prints the page of one`;
  return [first, ...lines, ...(long ? [] : ['']), ...wrap(count, width).map((line) => colors.dim(line))];
}

/** What stands below the line of a rule. */
function details(rule: RuleMeta | undefined, long: boolean, { colors, width }: Screen): string[] {
  if (rule === undefined) return [];
  const theirs = Object.entries(rule.peers).map(([tool, names]) => `${tool} ${names.join(', ')}`);
  const said = (name: string, what: string) => (what === '' ? [] : [`${painted(`${name}:`, colors.dim)} ${what}`]);
  const texts = [
    rule.title,
    ...(long ? said('options', Object.keys(rule.options).join(', ')) : []),
    ...(long ? said('elsewhere', theirs.join(' · ')) : []),
  ];
  const lines = texts.flatMap((each) => wrap(each, width - 2)).map((line) => `  ${line}`);
  return long ? [...lines, ''] : lines;
}
