import { formatNames } from '../formatters/names.js';

const [first, ...others] = formatNames;
const formats = `${first} (default), ${others.join(', ')}`;

/** What `--help` prints. */
export const help = `Usage: lambda-lint [options] [file | directory | glob | -]...

Finds defects in how AWS Lambda functions are configured. Reads AWS SAM and CloudFormation templates, and
Terraform plans as JSON.
Without a file or directory, this directory is searched; - reads standard input.

Output
  -f, --format NAME[=FILE]     ${formats};
                               to a file if one is given; repeatable
      --quiet                  list errors only
      --show-unknown           list the checks that could not be decided
      --show-suppressed        list what is suppressed, with the reasons, and what a baseline knows
      --sarif-category NAME    tells several SARIF logs of one commit apart
      --color, --no-color      colours; by default, where the terminal shows them

Configuration
  -c, --config FILE            use this configuration for every file, not the nearest rules.config.json
      --no-config              use no configuration file
      --preset NAME            recommended (default), strict, all or config-parity
      --rule 'ID: SEVERITY'    off, info, warning or error; repeatable
      --unknown LEVEL          what an undecided check counts as: ignore (default), info, warning or error
      --parameter-overrides K=V...
                               values of template parameters, written as for sam deploy
      --no-inline-suppressions report what comments and Metadata suppress, too
      --baseline FILE          leave out the findings that this file knows; new ones are shown
      --update-baseline        write what is found into it: by default lambda-lint-baseline.json
      --max-warnings N         fail on more than N warnings
      --stdin-filename NAME    the name that standard input goes by
      --terraform-source DIR   where the .tf files of a plan are; by default, in its directory or one above it

      --no-warn-ignored        say nothing of named files that are no template or are ignored: for commit hooks
      --print-config FILE      print what is configured for a file, and stop
      --debug                  say what is done, and show the stack of an internal error
  -h, --help                   print this
      --version                print the version

Exit codes: 0 nothing found that counts, 1 findings (errors, or too many warnings), 2 could not run.
`;
