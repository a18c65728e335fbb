import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { repositoryOf, shown } from '../disk/paths.js';
import type { LintReport } from '../engine/report.js';
import type { TerraformSources } from '../lint.js';
import { counted } from '../source/counted.js';
import type { SourceFile } from '../source/source.js';
import type { Input } from './collect.js';
import type { Io } from './io.js';

/** Directories are searched no deeper, and no more of them, below the one that `--terraform-source` names. */
const deepest = 8;
const mostDirectories = 1000;

/** A plan begins with its format; nothing is lost where something else does too. */
const mayBePlan = ({ source }: Input): boolean =>
  /^\ufeff?\s*\{/.test(source.text.slice(0, 1000)) && source.text.includes('"format_version"');

/**
 * The `.tf` files around the plans among the inputs. The reader of such files is loaded only if there is a plan, and any `.tf`
 * file where it may have been made: in the directory that is asked for or one below, else in the plan's own or one above it,
 * up to the repository's root.
 *
 * @param read reads a file that the project's files may name
 */
export async function terraformSources(
  inputs: readonly Input[],
  asked: string | undefined,
  read: (path: string) => string | undefined,
  io: Io,
): Promise<TerraformSources | undefined> {
  const plans = inputs.filter(mayBePlan);
  const directories = new Map<string, readonly string[]>();
  const files = new Map<string, readonly SourceFile[]>();
  for (const { source, absolute } of plans) {
    const near = asked === undefined ? directoriesAbove(absolute) : directoriesBelow(resolve(io.cwd, asked));
    const holding = near.filter((directory) => tfFiles(directory).length > 0);
    directories.set(
      source.path,
      holding.map((directory) => shown(directory, io.cwd)),
    );
  }
  if ([...directories.values()].every(({ length }) => length === 0)) return undefined;
  const [{ loadHcl }, { readWasm }] = await Promise.all([
    import('../parsers/terraform/hcl/load.js'),
    import('./wasm.js'),
  ]);
  return {
    readHcl: await loadHcl(readWasm),
    directories: (path) => directories.get(path) ?? [],
    files(directory) {
      let found = files.get(directory);
      if (found === undefined) {
        const absolute = resolve(io.cwd, directory);
        found = tfFiles(absolute).flatMap((name) => {
          const path = shown(join(absolute, name), io.cwd);
          const text = read(path);
          return text === undefined ? [] : [{ path, text }];
        });
        files.set(directory, found);
      }
      return found;
    },
  };
}

/** What to say where plans' sources were not found: in what was named, or nowhere, so that checks stay undecided. */
export function missedSources({ files, undecided }: LintReport, asked: string | undefined): string[] {
  const plans = files.filter(
    ({ recognisedAs = '', sources }) => recognisedAs.startsWith('Terraform') && sources === undefined,
  );
  if (asked !== undefined) {
    return plans.map(
      ({ path }) =>
        `--terraform-source ${asked}: no .tf files there declare what ${path} holds, so findings are shown in the plan`,
    );
  }
  const open = new Set(undecided.map(({ at }) => at.file.path));
  const [first, ...others] = plans.filter(({ path }) => open.has(path));
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ` and ${counted(others.length, 'other plan')}`;
  return [
    `${first.path}${more}: ${more === '' ? 'its' : 'their'} .tf files were not found; with --terraform-source DIR findings stand there, and more can be decided`,
  ];
}

function directoriesAbove(plan: string): string[] {
  const root = repositoryOf(plan);
  const found = [dirname(plan)];
  for (let current = dirname(plan); root !== undefined && current !== root;) {
    current = dirname(current);
    found.push(current);
  }
  return found;
}

function directoriesBelow(start: string): string[] {
  const found = [start];
  const depths = new Map([[start, 0]]);
  for (const directory of found) {
    const depth = depths.get(directory) ?? 0;
    if (depth >= deepest) continue;
    for (const entry of entriesOf(directory)) {
      if (!entry.isDirectory() || entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      if (found.length >= mostDirectories) return found;
      const path = join(directory, entry.name);
      depths.set(path, depth + 1);
      found.push(path);
    }
  }
  return found;
}

function entriesOf(directory: string) {
  try {
    return readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** Those of OpenTofu, too: which of them a plan was made from depends on who made it. */
const tfFiles = (directory: string): string[] =>
  entriesOf(directory).flatMap((entry) =>
    !entry.isDirectory() && /\.(?:tf|tofu)$/.test(entry.name) ? [entry.name] : [],
  );
