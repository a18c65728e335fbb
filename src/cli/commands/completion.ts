import { presetNames, unknownLevels } from '../../config/index.js';
import { formatNames } from '../../formatters/names.js';
import { didYouMean } from '../../source/nearest.js';
import { help as mainHelp } from '../help.js';
import type { Io } from '../io.js';
import { sortOut, UsageError } from '../options.js';
import { bash } from './completion/bash.js';
import { fish } from './completion/fish.js';
import { optionsIn, type Completed, type Words } from './completion/words.js';
import { zsh } from './completion/zsh.js';
import { rules } from './facts.js';
import { commandNames, type ExitCode } from './command.js';
import { commandOf } from './index.js';
import { hooks } from './init/files.js';

export const help = `Usage: lambda-lint completion bash | zsh | fish

Prints a script that completes commands, options and their values on the command line. To have it in every shell:

  bash   echo 'source <(lambda-lint completion bash)' >> ~/.bashrc
  zsh    echo 'source <(lambda-lint completion zsh)' >> ~/.zshrc        (behind compinit)
  fish   lambda-lint completion fish > ~/.config/fish/completions/lambda-lint.fish
`;

export const options = {} as const;

const shells = { bash, zsh, fish } as const;

/** `lambda-lint completion SHELL` */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const names = Object.keys(shells);
  const { paths } = sortOut(argv, options);
  const [name, ...more] = paths;
  if (name === undefined || more.length > 0) throw new UsageError(`completion needs one shell: ${names.join(', ')}`);
  if (!Object.hasOwn(shells, name)) {
    throw new UsageError(
      `there is no completion for ${name}${didYouMean(name, names) || `; there is one for ${names.join(', ')}`}`,
    );
  }
  io.stdout(shells[name as keyof typeof shells](await completed(names)));
  return 0;
}

/** Everything that can be completed: read from the helps, in which every option stands. */
async function completed(names: readonly string[]): Promise<Completed> {
  const ids = rules.map(({ id }) => id);
  const words: Words = {
    '--format': formatNames,
    '--preset': presetNames(rules),
    '--rule': ids,
    '--unknown': unknownLevels,
    '--hook': hooks,
  };
  const commands = await Promise.all(
    commandNames.map(async (name) => {
      const command = await commandOf(name)?.();
      const text = command?.help ?? '';
      const own = { ...words, ...(command?.formats !== undefined && { '--format': command.formats }) };
      const [about = ''] = /(?<=\n\n)[^.:]+/.exec(text) ?? [];
      const values = name === 'explain' ? ids : name === 'completion' ? names : undefined;
      return { name, about: about.replace(/\s+/g, ' '), options: optionsIn(text, own), ...(values && { values }) };
    }),
  );
  return { options: optionsIn(mainHelp, words), commands };
}
