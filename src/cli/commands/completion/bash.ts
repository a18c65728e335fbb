import { quoted, type Completed, type Option } from './words.js';

/** A script for bash 3.2 and later, which is what macOS has. Where nothing fits, bash completes names of files. */
export function bash({ options, commands }: Completed): string {
  const all = [{ name: '', options, values: undefined }, ...commands];
  const names = commands.map(({ name }) => name);
  return `# Completion of lambda-lint for bash: source <(lambda-lint completion bash)
_lambda_lint() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" command='' words=''
  # bash takes --format=json for three words.
  if [[ "$cur" == '=' ]]; then cur=''
  elif [[ "$prev" == '=' ]]; then prev="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  COMPREPLY=()
  if (( COMP_CWORD > 1 )); then
    case "\${COMP_WORDS[1]}" in ${names.join('|')}) command="\${COMP_WORDS[1]}" ;; esac
  fi
  case "$command $prev" in
${all.flatMap(({ name, options: own }) => own.flatMap((option) => valueCase(name, option))).join('\n')}
    *)
      if [[ "$cur" == -* ]]; then
        case "$command" in
${all.map(({ name, options: own }) => `          ${quoted(name)}) words=${quoted(namesOf(own))} ;;`).join('\n')}
        esac
      else
        case "$command" in
          '') (( COMP_CWORD == 1 )) && words=${quoted(names.join(' '))} ;;
${commands.flatMap(({ name, values }) => (values === undefined ? [] : [`          ${name}) words=${quoted(values.join(' '))} ;;`])).join('\n')}
        esac
      fi ;;
  esac
  COMPREPLY=( $(compgen -W "$words" -- "$cur") )
}
complete -o default -F _lambda_lint lambda-lint
`;
}

const namesOf = (options: readonly Option[]): string =>
  options.flatMap(({ names }) => names.filter((name) => name.startsWith('--'))).join(' ');

/** What stands behind an option that takes a value. */
function valueCase(command: string, { names, value }: Option): string[] {
  if (value === undefined) return [];
  const pattern = names.map((name) => quoted(`${command} ${name}`)).join('|');
  if (value === 'directory') return [`    ${pattern}) COMPREPLY=( $(compgen -d -- "$cur") ); return ;;`];
  if (typeof value === 'string') return [`    ${pattern}) return ;;`];
  return [`    ${pattern}) words=${quoted(value.join(' '))} ;;`];
}
