import { graphFormatNames } from '../../formatters/names.js';
import { parse, type Formats } from '../args.js';
import type { Io } from '../io.js';
import { text } from '../options.js';
import { lintCommand } from '../lint-command.js';
import type { ExitCode } from './command.js';

export const help = `Usage: lambda-lint graph [options] [file | directory | glob | -]...

Draws the resources of templates and plans and how they are joined: functions, roles, policies, boundaries, layers, APIs,
routes, authorizers, and what triggers functions or takes their failures; with the findings on them.

  -f, --format NAME[=FILE]     mermaid (default), dot, json or html; to a file if one is given; repeatable

The options that say what is read and how it is judged are those of lambda-lint itself: see lambda-lint --help.

Exit codes: 0 drawn, whatever was found; 2 could not run, or there is nothing to draw.
`;

/** Its own option; it takes those of linting, too. */
export const options = { format: { ...text, short: 'f' } } as const;

export const formats = graphFormatNames;

const formatsByName: Formats = new Map(graphFormatNames.map((name) => [name, `graph ${name}`]));

/** `lambda-lint graph FILE...` */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const code = await lintCommand(parse(argv, formatsByName), io);
  return code === 2 ? 2 : 0;
}
