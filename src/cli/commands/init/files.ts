import { version } from '../../version.js';

/** A file that `init` makes, and what to do where there is one already. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
  /** What it is, for the list of what was made. */
  readonly what: string;
  /** Somebody else's settings may stand in it: it is never overwritten, and this is what to put into it. */
  readonly add?: string;
  readonly executable?: boolean;
}

/** How a project will call lambda-lint. */
export interface Setup {
  /** Whether the package is one of the project's own. */
  readonly installed: boolean;
  readonly baseline: boolean;
}

/** The programs for commit hooks that `init` knows. */
export const hooks = ['pre-commit', 'husky', 'lefthook'] as const;
export type Hook = (typeof hooks)[number];

/** The name under which the baseline lies if no other is given. */
const baselineFile = 'lambda-lint-baseline.json';

/** The command as a project calls it: its own copy, or this version of it. */
function command({ installed, baseline }: Setup): string {
  const runner = installed ? 'npx --no-install lambda-lint' : `npx --yes lambda-lint@${version}`;
  return baseline ? `${runner} --baseline ${baselineFile}` : runner;
}

export function hookFile(hook: Hook, setup: Setup): NewFile {
  const run = `${command(setup)} --no-warn-ignored`;
  switch (hook) {
    case 'pre-commit': {
      const entry = `  - repo: local
    hooks:
      - id: lambda-lint
        name: lambda-lint
        entry: ${run} --
        language: system
        files: \\.(ya?ml|json|template)$
        require_serial: true
`;
      const what = 'lints what is about to be committed; run pre-commit install once';
      return { path: '.pre-commit-config.yaml', text: `repos:\n${entry}`, what, add: entry };
    }
    case 'husky': {
      const line = `git diff --cached --name-only --diff-filter=ACMR -z -- '*.yaml' '*.yml' '*.json' '*.template' | xargs -0 -r ${run} --\n`;
      const what = 'lints what is about to be committed';
      return { path: '.husky/pre-commit', text: line, what, add: line, executable: true };
    }
    case 'lefthook': {
      const text = `pre-commit:
  commands:
    lambda-lint:
      glob: '*.{yaml,yml,json,template}'
      run: ${run} -- {staged_files}
`;
      const what = 'lints what is about to be committed; run lefthook install once';
      return { path: 'lefthook.yml', text, what, add: text };
    }
  }
}

/** The findings in the log, at the lines of the pull request and on the page of the run: what the Action does, by itself. */
export function workflowFile(setup: Setup): NewFile {
  const install = setup.installed ? '\n      - run: npm ci' : '';
  const text = `name: lambda-lint
on:
  pull_request:
  push:
    branches: [main, master]

permissions: {}

jobs:
  lambda-lint:
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          fetch-depth: 0 # the history, which tells what a pull request changes
          persist-credentials: false
      - uses: actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0
        with:
          node-version: 24${install}
      - name: Lint
        run: |
          ${command(setup)} \${GITHUB_BASE_REF:+--since "origin/$GITHUB_BASE_REF"} \\
            --format text --format "github=$RUNNER_TEMP/annotations" --format "markdown=$RUNNER_TEMP/summary" || failed=$?
          cat "$RUNNER_TEMP/annotations"
          cat "$RUNNER_TEMP/summary" >> "$GITHUB_STEP_SUMMARY"
          exit "\${failed:-0}"
`;
  const what = 'lints every pull request, and shows findings at its lines';
  return { path: '.github/workflows/lambda-lint.yml', text, what };
}
