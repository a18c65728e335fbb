import { chmodSync, existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { configName, presetProblem } from '../../config/index.js';
import { confinedReader } from '../../disk/read.js';
import { visible } from '../../formatters/visible.js';
import { counted } from '../../source/counted.js';
import { didYouMean } from '../../source/nearest.js';
import { stdinPath } from '../../source/source.js';
import { parse } from '../args.js';
import { collect } from '../collect.js';
import { lintCommand } from '../lint-command.js';
import { unwritten, type Io } from '../io.js';
import { FileError, flag, sortOut, text, UsageError } from '../options.js';
import { version } from '../version.js';
import { writeWhole } from '../write.js';
import { rules } from './facts.js';
import type { ExitCode } from './command.js';
import { hookFile, hooks, workflowFile, type NewFile, type Setup } from './init/files.js';
import { guardrails, proposalOf, type Guardrail } from './init/guardrails.js';
import { surveyOf, type Survey } from './init/survey.js';
import { screenOf, wrap, type Screen } from './screen.js';

export const help = `Usage: lambda-lint init [options]

Writes rules.config.json into this directory. On a terminal it asks for what only your organisation knows: the layers that
functions have to include, the code-signing configuration, the permissions boundary and the authorizer. What most of the
templates here use already is proposed. What is left open is marked in the file with <angle brackets>, and its rule asks for
nothing until it is filled in. A rules.config.json that is there already stays as it is.

  -y, --yes           ask nothing: take what is proposed, leave the rest open
      --preset NAME   what to start from: recommended (default), strict, all or config-parity
      --hook NAME     a hook that lints what is about to be committed, for pre-commit, husky or lefthook
      --workflow      a workflow of GitHub Actions: .github/workflows/lambda-lint.yml
      --baseline      note down all that is found now, so that only what is new fails
      --force         write rules.config.json and the workflow even if they are there
`;

export const options = {
  yes: { ...flag, short: 'y' },
  preset: text,
  hook: text,
  workflow: flag,
  baseline: flag,
  force: flag,
} as const;

/** `lambda-lint init` */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, paths } = sortOut(argv, options);
  const preset = values.get('preset')?.at(-1) ?? 'recommended';
  const wrong = presetProblem(preset, rules);
  if (wrong !== undefined) throw new UsageError(`--preset: ${wrong}`);
  if (paths.length > 0)
    throw new UsageError(`init takes no ${paths[0] ?? ''}: it sets up the directory that it is run in`);
  const asked = values.get('hook')?.at(-1);
  const hook = hooks.find((each) => each === asked);
  if (asked !== undefined && hook === undefined) {
    throw new UsageError(`--hook takes ${hooks.join(', ')}, not ${asked}${didYouMean(asked, hooks)}`);
  }
  const force = values.has('force');
  const isThere = existsSync(join(io.cwd, configName)) && !force;
  const isMore = hook !== undefined || values.has('workflow') || values.has('baseline');
  if (isThere && (!isMore || values.has('preset'))) {
    const more = isMore ? '' : '; --hook, --workflow and --baseline leave it as it is';
    throw new UsageError(`${configName} is there already: edit it, or write it anew with --force${more}`);
  }

  const screen = screenOf(io);
  const ask = values.has('yes') || io.terminal === undefined ? undefined : io.ask;
  // Whoever has a configuration and wants more keeps it.
  const answers = isThere ? [] : await answered(await surveyed(io, screen), ask, io, screen);
  if (isThere) io.stdout(`${screen.colors.dim(`${configName} is there already, and stays as it is`)}\n\n`);
  const setup = { installed: schemaPath(io.cwd) !== undefined, baseline: values.has('baseline') };
  const config = { path: configName, text: configText(preset, answers, io.cwd), what: 'what is linted, and how' };
  const made = [
    ...(isThere ? [] : [config]),
    ...(hook === undefined ? [] : [hookFile(hook, setup)]),
    ...(values.has('workflow') ? [workflowFile(setup)] : []),
  ].map((file: NewFile) => ({ file, state: put(file, force, io.cwd) }));
  io.stdout(made.map(({ file, state }) => `${madeLine(file, state, screen)}\n`).join(''));
  if (setup.baseline) await lintCommand(parse(['--quiet', '--update-baseline']), io);
  io.stdout(`\n${steps(answers, setup, screen).join('\n')}\n`);
  return 0;
}

/** Looks at the templates here, and says what it sees. */
async function surveyed(io: Io, { colors }: Screen): Promise<Survey> {
  const { inputs } = await collect(['.'], stdinPath, io);
  const read = confinedReader(
    inputs.map(({ absolute }) => absolute),
    io.cwd,
  );
  const survey = surveyOf(
    inputs.map(({ source }) => source),
    read,
  );
  const counts = [counted(survey.layers.of, 'zip function'), counted(survey.boundaries.of, 'role')].join(' and ');
  io.stdout(`${colors.dim(`Looked at what is here: ${counts}`)}\n\n`);
  return survey;
}

interface Answer {
  readonly guardrail: Guardrail;
  /** Empty: its place is left open. */
  readonly patterns: readonly string[];
  /** How widely it is used here already, where it was not asked for. */
  readonly why?: string;
}

/** Each guardrail with what is to be asked for; without anybody to ask, with what most templates use already. */
async function answered(survey: Survey, ask: Io['ask'], io: Io, { colors }: Screen): Promise<Answer[]> {
  const answers: Answer[] = [];
  let isAsking = ask !== undefined;
  for (const guardrail of guardrails) {
    const { patterns: proposed, why } = proposalOf(guardrail, survey);
    const found = proposed.length === 0 ? '' : `  ${proposed.map(visible).join(' ')} ${colors.dim(`(${why})`)}\n`;
    const keys = proposed.length === 0 ? 'Enter: leave it open' : 'Enter: this, -: leave it open';
    if (isAsking) io.stdout(`${colors.bold(guardrail.question)}\n${found}`);
    const given = isAsking ? await ask?.(`  ${colors.dim(`${keys} `)}> `) : undefined;
    // Whoever ends the input wants to be asked no more.
    isAsking = given !== undefined;
    const words = (given ?? '').split(/[\s,]+/).filter(Boolean);
    const isUnseen = !isAsking && proposed.length > 0;
    if (words.length === 0) answers.push({ guardrail, patterns: proposed, ...(isUnseen && { why }) });
    else answers.push({ guardrail, patterns: words.filter((word) => word !== '-') });
  }
  if (ask !== undefined) io.stdout('\n');
  return answers;
}

function configText(preset: string, answers: readonly Answer[], cwd: string): string {
  const severities = new Map<string, string>(rules.map(({ id, severity }) => [id, severity]));
  const settings = answers.map(({ guardrail: { rule, options: optionsOf, place }, patterns }) => {
    const setting = [severities.get(rule) ?? 'error', optionsOf(patterns.length === 0 ? [place] : patterns)];
    return `    ${JSON.stringify(rule)}: ${onOneLine(setting)}`;
  });
  const schema = schemaPath(cwd) ?? `https://unpkg.com/lambda-lint@${version}/schema.json`;
  return `{
  "$schema": ${JSON.stringify(schema)},
  "extends": ${JSON.stringify(preset)},
  "rules": {
${settings.join(',\n')}
  }
}
`;
}

const onOneLine = (value: unknown): string =>
  JSON.stringify(value, null, 1)
    .replace(/\n\s*/g, ' ')
    .replace(/\[ | \]/g, (bracket) => bracket.trim());

/** Where the schema lies from here, if the package is installed for this directory. */
function schemaPath(cwd: string): string | undefined {
  for (let current = cwd; ; current = dirname(current)) {
    const file = join(current, 'node_modules/lambda-lint/schema.json');
    const near = relative(cwd, file).replaceAll('\\', '/');
    if (existsSync(file)) return near.startsWith('.') ? near : `./${near}`;
    if (dirname(current) === current) return undefined;
  }
}

type State = 'written' | 'overwritten' | 'kept';

/** Writes a file, unless there is one. */
function put({ path, text: content, add, executable }: NewFile, force: boolean, cwd: string): State {
  const file = join(cwd, path);
  const isThere = existsSync(file);
  if (isThere && (!force || add !== undefined)) return 'kept';
  try {
    writeWhole(file, content);
    if (executable === true) chmodSync(file, 0o755);
  } catch (error) {
    throw new FileError(`${path} ${unwritten(error)}`);
  }
  return isThere ? 'overwritten' : 'written';
}

function madeLine({ path, text: content, what, add }: NewFile, state: State, { colors }: Screen): string {
  if (state !== 'kept') return `${colors.green(state.padEnd(11))} ${path}  ${colors.dim(what)}`;
  const own = add ?? content;
  const advice = add === undefined ? 'is there already; --force would write' : 'is there already; add to it';
  return `${colors.yellow('not written')} ${path} ${advice}:\n\n${own.trimEnd().replace(/^(?=.)/gm, '    ')}\n`;
}

function steps(answers: readonly Answer[], { installed, baseline }: Setup, { colors, width }: Screen): string[] {
  const open = answers.filter(({ patterns }) => patterns.length === 0).map(({ guardrail }) => guardrail.rule);
  const taken = answers.filter(({ why }) => why !== undefined);
  const run = installed ? 'npx lambda-lint' : `npx lambda-lint@${version}`;
  const all = [
    ...taken.map(
      ({ guardrail, patterns, why = '' }) =>
        `See whether ${guardrail.rule} is right: ${patterns.map(visible).join(' ')} is what ${why} have`,
    ),
    ...(open.length === 0
      ? []
      : [`Fill in what stands in <angle brackets>, or remove it; nothing is asked for until then: ${open.join(', ')}`]),
    `Lint: ${run}${baseline ? ' --baseline lambda-lint-baseline.json' : ''}`,
    `Read about a rule: ${run} explain function-code-signing`,
    ...(installed ? [] : ['Install it, so that everybody has the same version: npm install --save-dev lambda-lint']),
  ];
  const numbered = all.flatMap((step, at) =>
    wrap(step, width - 5).map((line, row) => `${row === 0 ? `  ${at + 1}.` : '    '} ${line}`),
  );
  return [colors.bold('Next'), ...numbered];
}
