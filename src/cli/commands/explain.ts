import { didYouMean } from '../../source/nearest.js';
import { loadCore } from '../core.js';
import type { Io } from '../io.js';
import { sortOut, UsageError } from '../options.js';
import { pageOf } from '../pages.js';
import type { ExitCode } from './index.js';

export const help = `Usage: lambda-lint explain RULE...

Prints the pages of rules: what they find, why it matters, an example that is wrong and one that is right, and their options.
`;

/** `lambda-lint explain RULE...` prints the pages of rules, without a network. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { paths: ids } = sortOut(argv, {});
  if (ids.length === 0) throw new UsageError('explain needs the name of a rule: lambda-lint explain role-shared');
  const { rules } = await loadCore();
  const known = rules.map(({ id }) => id);
  for (const id of ids) {
    if (!known.includes(id)) throw new UsageError(`there is no rule ${id}${didYouMean(id, known)}`);
  }
  io.stdout(ids.map(pageOf).join('\n'));
  return 0;
}
