import { join, relative, resolve } from 'node:path';
import { repositoryOf, slashed } from '../disk/paths.js';
import type { FormatOptions, LintReport, Repository } from '../engine/report.js';
import type { Output } from './args.js';
import { loadFormatter } from './formats.js';
import { logged, unwritten, wantsColor, type Io } from './io.js';
import { UsageError } from './options.js';
import { interrupted, writeWhole } from './write.js';

/** How an output is named on the command line. */
const spelled = ({ format, file }: Output): string =>
  `--format ${format.replace('graph ', '')}${file === undefined ? '' : `=${file}`}`;

/** Refuses outputs of which one would overwrite another. */
export function checkOutputs(outputs: readonly Output[], cwd: string): void {
  const known = new Map<string, Output>();
  for (const output of outputs) {
    if (output.file === undefined) continue;
    const path = resolve(cwd, output.file);
    const other = known.get(path);
    if (other !== undefined) throw new UsageError(`${spelled(other)} and ${spelled(output)} go to the same file`);
    known.set(path, output);
  }
}

/** The repository around a directory, if there is one. */
function repositoryAround(cwd: string): Repository | undefined {
  const root = repositoryOf(join(cwd, 'x'));
  return root === undefined ? undefined : { root: slashed(root), directory: slashed(relative(root, cwd)) };
}

/** Formats whose readers know paths from the root of a repository. */
const fromRoot: ReadonlySet<string> = new Set(['sarif', 'gitlab', 'github', 'markdown']);

/** Where GitHub shows the files of the commit that a workflow runs on. */
function filesAt({ env }: Io): Pick<FormatOptions, 'filesAt'> {
  const { GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY: name = '', GITHUB_SHA: commit = '' } = env;
  const known =
    /^https?:\/\/[\w.:-]+$/.test(server) && /^[\w.-]+\/[\w.-]+$/.test(name) && /^[\da-f]{40,}$/.test(commit);
  return known ? { filesAt: `${server}/${name}/blob/${commit}/` } : {};
}

async function write(output: Output, report: LintReport, options: FormatOptions, io: Io): Promise<void> {
  const { format, file } = output;
  const formatter = await loadFormatter(format);
  const repository = fromRoot.has(format) ? repositoryAround(io.cwd) : undefined;
  const text = formatter(report, {
    ...options,
    ...(repository !== undefined && { repository }),
    ...(format === 'markdown' && filesAt(io)),
  });
  if (file === undefined) {
    io.stdout(format === 'text' ? logged(text, io) : text);
  } else {
    writeWhole(resolve(io.cwd, file), text);
    await interrupted();
  }
}

/**
 * Prints a report, and writes it, in each format that was asked for; one that fails does not keep the others back.
 *
 * @returns sentences about what could not be written
 */
export async function writeOutputs(
  outputs: readonly Output[],
  report: LintReport,
  options: Omit<FormatOptions, 'color'> & { readonly color: boolean | undefined },
  io: Io,
): Promise<string[]> {
  const problems: string[] = [];
  const templates = new Set(
    report.files.filter(({ skipped }) => skipped === undefined).map(({ path }) => resolve(io.cwd, path)),
  );
  for (const output of outputs) {
    const { file } = output;
    if (file !== undefined && templates.has(resolve(io.cwd, file))) {
      problems.push(`${spelled(output)} would overwrite a file that was linted: give another name`);
      continue;
    }
    try {
      await write(output, report, { ...options, color: file === undefined && wantsColor(io, options.color) }, io);
    } catch (error) {
      problems.push(`${spelled(output)}: ${file === undefined ? 'standard output' : 'the file'} ${unwritten(error)}`);
    }
  }
  return problems;
}
