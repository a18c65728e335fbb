import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { real, shown } from '../disk/paths.js';
import type { ConstructOf } from '../engine/constructs.js';
import type { SourceFile } from '../source/source.js';
import type { Input } from './collect.js';
import type { Io } from './io.js';

/** Whether a file is a template that the CDK made, by its name and by what lies beside it. */
const isSynthesized = ({ absolute }: Input): boolean =>
  absolute.endsWith('.template.json') && existsSync(join(dirname(absolute), 'manifest.json'));

/**
 * The constructs that made the templates among the inputs. Nothing is loaded where the CDK made none of them.
 *
 * @param read reads a file that a template's neighbours name, if it may be shown
 */
export async function constructsOf(
  inputs: readonly Input[],
  read: (path: string) => string | undefined,
  io: Io,
): Promise<ConstructOf | undefined> {
  if (!inputs.some(isSynthesized)) return undefined;
  const { constructsIn } = await import('../cdk/assembly.js');
  const cwd = real(io.cwd) ?? io.cwd;
  const files = new Map<string, SourceFile | undefined>();
  return constructsIn((path) => {
    const absolute = isAbsolute(path) ? path : resolve(io.cwd, path);
    if (!files.has(absolute)) {
      const text = read(absolute);
      const found = text === undefined ? undefined : { path: shown(real(absolute) ?? absolute, cwd), text };
      files.set(absolute, found);
    }
    return files.get(absolute);
  });
}
