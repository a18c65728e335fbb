import { readdirSync } from 'node:fs';
import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * What each folder of src/ may import from, besides itself and packages. Read downwards: nothing imports upwards, so
 * folders cannot form a cycle. A name that ends in `.js` is a file of src/ itself. Tests are exempt.
 */
const mayImport = {
  source: [],
  template: ['source'],
  values: ['source', 'template'],
  parsers: ['source', 'template', 'values'],
  iam: ['source', 'template', 'values'],
  resources: ['source', 'template', 'values', 'iam'],
  code: ['source', 'iam'],
  graph: ['source', 'template', 'values', 'iam', 'code', 'resources'],
  rules: ['source', 'values', 'iam', 'code', 'resources', 'graph'],
  engine: ['source', 'template', 'values', 'graph', 'rules'],
  formatters: ['source', 'rules', 'engine'],
  disk: [],
  config: ['source', 'disk', 'rules'],
  cdk: ['source', 'disk', 'rules', 'engine', 'config', 'lint.js'],
  cli: [
    'source',
    'disk',
    'rules',
    'engine',
    'formatters',
    'config',
    'cdk',
    'parsers/terraform/hcl/load.js',
    'lint.js',
    'index.js',
  ],
  action: ['source', 'formatters', 'cli'],
};

/** The same for folders within a folder: what each may import from beside it, but for what lies there as a file. */
const mayImportBeside = {
  code: {
    javascript: [],
    python: [],
  },
  'parsers/sam': {
    roles: [],
    events: ['roles'],
    functions: ['events', 'roles'],
    apis: [],
    rest: ['apis'],
    http: ['apis'],
    connectors: [],
    graphql: ['roles', 'connectors'],
  },
  'parsers/terraform': {
    plan: [],
    hcl: [],
    expressions: ['hcl'],
    sources: ['plan', 'hcl', 'expressions'],
    documents: ['plan', 'expressions', 'sources'],
    references: ['plan', 'documents'],
    arguments: ['plan', 'documents', 'references'],
  },
};

/** The folders that meet the outside world; all else is handed what it needs. */
const mayReadDisk = ['disk', 'config', 'cdk', 'cli', 'action'];
const maySpeakOfAws = ['parsers', 'resources', 'values'];

const tests = ['**/*.test.ts'];

for (const [place, table] of Object.entries({ '.': mayImport, ...mayImportBeside })) {
  for (const entry of readdirSync(`${import.meta.dirname}/src/${place}`, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name in table) continue;
    throw new Error(`src/${place}/${entry.name} has no row in the tables of borders in eslint.config.js`);
  }
}

const outside = `Only ${mayReadDisk.map((folder) => `src/${folder}`).join(', ')} meet the outside world`;

const disk = {
  regex: '^(?:node:)?(?:fs|fs/promises|child_process|http|https|net)$',
  message: `${outside}: take a value or a function instead.`,
};

/** What the files of one folder that lie `depth` folders below src/ may not import. */
function beyond(folder, depth) {
  const allowed = mayImport[folder].map((name) => (name.endsWith('.js') ? `${name.replace('.', '\\.')}$` : `${name}/`));
  const out = '\\.\\./'.repeat(depth);
  // A file of data at the root of the project (schema.json) belongs to no folder.
  const data = mayReadDisk.includes(folder) ? ['\\.\\./[a-z.]+\\.json$'] : [];
  const patterns = [
    {
      regex: `^${out}(?!(?:${[...allowed, ...data].join('|') || '(?!)'}))`,
      message: `src/${folder} may import from: ${mayImport[folder].join(', ') || 'nothing'} (the table in eslint.config.js).`,
    },
  ];
  return mayReadDisk.includes(folder) ? patterns : [...patterns, disk];
}

const border = (folder, depth) => ({
  name: `borders of src/${folder}, depth ${depth}`,
  files: [`src/${folder}/${'*/'.repeat(depth - 1)}*.ts`],
  ignores: tests,
  rules: { 'no-restricted-imports': ['error', { patterns: beyond(folder, depth) }] },
});

function borderWithin(place, folder, beside) {
  const [outer] = place.split('/');
  const depth = place.split('/').length + 1;
  const others = {
    regex: `^\\.\\./(?!\\.\\./|[^/]+$${beside.map((name) => `|${name}/`).join('')})`,
    message: `src/${place}/${folder} may import from beside it: ${beside.join(', ') || 'files'} (the table in eslint.config.js).`,
  };
  return {
    name: `borders of src/${place}/${folder}`,
    files: [`src/${place}/${folder}/*.ts`],
    ignores: tests,
    rules: { 'no-restricted-imports': ['error', { patterns: [...beyond(outer, depth), others] }] },
  };
}

const syntax = {
  enum: { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
  defaultExport: { selector: 'ExportDefaultDeclaration', message: 'Only a rule has a default export.' },
  now: {
    selector:
      "CallExpression[callee.object.name='Date'][callee.property.name='now'], NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'The date is handed in, so that tests and baselines do not rot.',
  },
  aws: {
    selector: 'Literal[value=/^AWS::/], TemplateElement[value.raw=/AWS::/]',
    message: 'Names of AWS types live in src/parsers, src/resources and src/values.',
  },
};

/** `no-restricted-syntax` takes one list per file: each block below states the whole list for its files. */
const restrict = (...entries) => ({ 'no-restricted-syntax': ['error', syntax.enum, ...entries] });

export default defineConfig(
  globalIgnores([
    'dist/',
    'action/',
    'coverage/',
    '**/*.generated.*',
    'test/fixtures/',
    'test/scenarios/',
    'test/templates/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    files: ['**/*.cjs'],
    languageOptions: {
      globals: Object.fromEntries(['process', 'require', '__dirname', '__PRINTED__'].map((name) => [name, 'readonly'])),
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-misused-spread': ['error', { allow: [{ from: 'lib', name: 'string' }, 'string'] }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: 'error',
      'prefer-const': ['error', { destructuring: 'all' }],
    },
  },

  // The project's own habits: the whole of src/, then what single places may do.
  {
    files: ['src/**/*.ts', 'test/**/*.ts', 'scripts/**/*.ts'],
    ignores: ['**/*.config.ts'],
    rules: restrict(syntax.defaultExport),
  },
  {
    files: ['src/**/*.ts'],
    ignores: tests,
    rules: {
      ...restrict(syntax.defaultExport, syntax.now, syntax.aws),
      'no-console': 'error',
      'no-restricted-globals': [
        'error',
        { name: 'process', message: `${outside}.` },
        { name: 'fetch', message: 'Nothing calls the network.' },
      ],
    },
  },
  {
    files: maySpeakOfAws.map((folder) => `src/${folder}/**/*.ts`),
    ignores: tests,
    rules: restrict(syntax.defaultExport, syntax.now),
  },
  {
    files: ['src/rules/*.ts'],
    ignores: [...tests, 'src/rules/define.ts', 'src/rules/index.ts'],
    rules: restrict(syntax.now, syntax.aws),
  },
  {
    files: mayReadDisk.map((folder) => `src/${folder}/**/*.ts`),
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    files: ['src/cli/**/*.ts', 'src/action/**/*.ts'],
    ignores: tests,
    rules: { ...restrict(syntax.defaultExport, syntax.aws), 'no-console': 'off' },
  },

  {
    // A plugin is called without a clock.
    files: ['src/cdk/index.ts'],
    rules: restrict(syntax.defaultExport, syntax.aws),
  },

  // The borders.
  ...Object.keys(mayImport).flatMap((folder) => [1, 2, 3].map((depth) => border(folder, depth))),
  ...Object.entries(mayImportBeside).flatMap(([place, table]) =>
    Object.entries(table).map(([folder, beside]) => borderWithin(place, folder, beside)),
  ),
  {
    name: 'borders of the files of src/ itself',
    files: ['src/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^\\./cli/', message: 'Nothing imports src/cli.' }, disk] },
      ],
    },
  },
  {
    name: 'borders of a rule',
    files: ['src/rules/*.ts'],
    ignores: [...tests, 'src/rules/define.ts', 'src/rules/index.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!\\./define\\.js$|\\.\\./iam/)',
              message: 'A rule imports ./define.js, and ../iam/ at most: what else it needs comes from the graph.',
            },
          ],
        },
      ],
    },
  },
);
