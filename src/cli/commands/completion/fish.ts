import type { Completed, Option } from './words.js';

/** A script for fish. */
export function fish({ options, commands }: Completed): string {
  const names = commands.map(({ name }) => name).join(' ');
  const none = `not __fish_seen_subcommand_from ${names}`;
  const lines = [
    '# Completion of lambda-lint for fish: ~/.config/fish/completions/lambda-lint.fish',
    ...commands.map(({ name, about }) => line('__fish_use_subcommand', '-a', name, '-d', text(about))),
    ...options.flatMap((option) => optionLines(none, option)),
    ...commands.flatMap(({ name, options: own, values }) => {
      const behind = `__fish_seen_subcommand_from ${name}`;
      const given = values === undefined ? [] : [line(behind, '-f', '-a', text(values.join(' ')))];
      return [...given, ...own.flatMap((option) => optionLines(behind, option))];
    }),
  ];
  return `${lines.join('\n')}\n`;
}

const text = (words: string): string => `'${words.replace(/['\\]/g, String.raw`\$&`)}'`;
const line = (when: string, ...rest: readonly string[]): string =>
  ['complete -c lambda-lint -n', text(when), ...rest].join(' ');

function optionLines(when: string, { names, about, value }: Option): string[] {
  const behind =
    value === undefined
      ? []
      : value === 'file'
        ? ['-r', '-F']
        : value === 'directory'
          ? ['-x', '-a', text('(__fish_complete_directories)')]
          : value === 'anything'
            ? ['-x']
            : ['-x', '-a', text(value.join(' '))];
  const short = names.filter((name) => /^-\w$/.test(name)).flatMap((name) => ['-s', name.slice(1)]);
  const long = names.filter((name) => name.startsWith('--'));
  return long.map((name, at) =>
    line(when, ...(at === 0 ? short : []), '-l', name.slice(2), ...behind, '-d', text(about)),
  );
}
