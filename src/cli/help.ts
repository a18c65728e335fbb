import { formatNames } from '../formatters/names.js';

const [first, ...others] = formatNames;
const formats = `${first} (default), ${others.join(', ')}`;

/** What `--help` prints. */
export const help = `Usage: lambda-lint [options] [file | directory | glob | -]...
       lambda-lint COMMAND [options]

Finds defects in how AWS Lambda functions are configured. Reads AWS SAM and CloudFormation templates, and
Terraform plans as JSON.
Without a file or directory, this directory is searched; - reads standard input.

Commands (lambda-lint COMMAND --help tells more; a file of such a name is ./COMMAND)
  init                         set up a repository: configuration, hook, workflow, baseline
  rules [TEXT]...              list the rules
  explain RULE...              print the page of a rule: why, what is wrong, what is right, its options
  graph FILE...                draw the resources and how they are joined, with the findings on them
  completion SHELL             print a script for bash, zsh or fish

Output
  -f, --format NAME[=FILE]     ${formats};
                               to a file if one is given; repeatable
      --quiet                  list errors only
      --show-unknown           list the checks that could not be decided
      --show-suppressed        list what is suppressed, with the reasons, and what a baseline knows
      --sarif-category NAME    tells several SARIF logs of one commit apart
      --show-skipped           list what was found and is no template, or is left out
      --color, --no-color      colours; by default, where the terminal shows them

Configuration
  -c, --config FILE            use this configuration for every file, not the nearest rules.config.json
      --no-config              use no configuration file
      --no-plugins             load no plugins, for configurations that you do not trust
      --preset NAME            recommended (default), strict, all or config-parity
      --rule 'ID: SEVERITY'    off, info, warning or error; repeatable
      --unknown LEVEL          what an undecided check counts as: ignore (default), info, warning or error
      --no-inline-suppressions report what comments and Metadata suppress, too
      --baseline FILE          leave out the findings that this file knows; new ones are shown
      --update-baseline        write what is found into it: by default lambda-lint-baseline.json
      --max-warnings N         fail on more than N warnings

Input
      --parameter-overrides K=V...
                               values of template parameters, written as for sam deploy
      --config-env NAME        the parameters of this environment of samconfig.toml; all: each in turn
      --stdin-filename NAME    the name that standard input goes by
      --since REF              report only what the changes since this branch or commit have touched
      --terraform-source DIR   where the .tf files of a plan are; by default, in its directory or one above it

Other
      --no-warn-ignored        say nothing of named files that are no template or are ignored: for commit hooks
      --print-config FILE      print what is configured for a file, and stop
      --debug                  say what is done, and show the stack of an internal error
  -h, --help                   print this
      --version                print the version

Exit codes: 0 nothing found that counts, 1 findings (errors, or too many warnings), 2 could not run.
`;
