import { quoted, type Completed, type Option } from './words.js';

/** A script for zsh, to be sourced or to lie in its fpath as _lambda-lint. */
export function zsh({ options, commands }: Completed): string {
  const described = commands.map(({ name, about }) => quoted(`${name}:${about}`));
  return `#compdef lambda-lint
# Completion of lambda-lint for zsh: source <(lambda-lint completion zsh)
_lambda_lint() {
  local -a commands
  if (( CURRENT > 2 )); then
    case "$words[2]" in
${commands.map(({ name, options: own, values }) => `      ${name}) shift words; (( CURRENT-- )); ${call(own, values)}; return ;;`).join('\n')}
    esac
  fi
  if (( CURRENT == 2 )) && [[ "$PREFIX" != -* ]]; then
    commands=(${described.join(' ')})
    _describe command commands
  fi
  ${call(options)}
}
if [[ "$funcstack[1]" == _lambda_lint || "$funcstack[1]" == _lambda-lint ]]; then
  _lambda_lint "$@"
else
  compdef _lambda_lint lambda-lint
fi
`;
}

function call(options: readonly Option[], values?: readonly string[]): string {
  const behind = values === undefined ? '*:file:_files' : `*:name:(${values.join(' ')})`;
  return ['_arguments', ...options.flatMap(specs), quoted(behind)].join(' ');
}

/** The characters that mean something in a specification of \`_arguments\`. */
const escaped = (text: string): string => text.replace(/[[\]:\\]/g, String.raw`\$&`);

function specs({ names, about, value }: Option): string[] {
  const action =
    value === undefined
      ? ''
      : value === 'file'
        ? ':file:_files'
        : value === 'directory'
          ? ':directory:_files -/'
          : value === 'anything'
            ? ':value: '
            : `:value:(${value.join(' ')})`;
  // A long option takes its value behind a space or an equals sign.
  return names.map((name) =>
    quoted(`*${name}${value !== undefined && name.startsWith('--') ? '=' : ''}[${escaped(about)}]${action}`),
  );
}
