import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, buildSync } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onWindows } from './support/platform.js';

const project = join(import.meta.dirname, '..');
const preload = join(import.meta.dirname, 'support/no-outside.cjs');
const templates = join(import.meta.dirname, 'templates');
const terraform = join(import.meta.dirname, 'fixtures/terraform');

let root: string;
/** The command as one file: what runs TypeScript starts processes of its own. */
let main: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'process-'));
  main = join(root, 'main.mjs');
  await build({
    entryPoints: [join(project, 'src/cli/main.ts')],
    outfile: main,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
  });
  for (const wasm of [
    'web-tree-sitter/web-tree-sitter.wasm',
    '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
  ]) {
    copyFileSync(join(project, 'node_modules', wasm), join(root, wasm.replace(/^.*\//, '')));
  }
  cpSync(templates, join(root, 'templates'), { recursive: true });
  cpSync(terraform, join(root, 'terraform'), { recursive: true });
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

function run(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', preload, main, ...argv], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 27,
    env: { PATH: process.env['PATH'], ...env },
  });
  return { status, stdout: stdout.replace(/("milliseconds": )\d+/, '$10'), stderr };
}

const all = ['--preset', 'all', '--show-unknown', '--no-config'];

test('nothing is fetched and nothing is run, for templates and for plans with their sources', () => {
  const { status, stdout, stderr } = run(['templates', 'terraform/plan.json', ...all]);
  expect(stderr).toBe('');
  expect(status).toBe(1);
  expect(stdout).toContain('terraform/main.tf:');
  expect(stdout).not.toContain('reached for');
});

test('the guard itself works', () => {
  const script = join(root, 'fetch.mjs');
  writeFileSync(script, "import { execSync } from 'node:child_process'; execSync('true');");
  const { status, stderr } = spawnSync(process.execPath, ['--require', preload, script], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain('lambda-lint reached for execSync');
});

test('the same bytes whatever the language, the time zone, the home', () => {
  const files = ['templates/orders/template.yaml', 'terraform/plan.json', '--format', 'json', ...all];
  const expected = run(files);
  expect(expected.stdout.length).toBeGreaterThan(10_000);
  for (const env of [
    { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Tokyo', HOME: '/nowhere' },
    { LANG: 'de_DE.ISO-8859-1', TZ: 'America/Los_Angeles', NODE_ICU_DATA: '' },
    { LC_ALL: 'C', TZ: 'UTC' },
  ]) {
    expect(run(files, env)).toEqual(expected);
  }
});

test('what is found in a file does not depend on the order in which files are named', () => {
  const paths = ['templates/orders/template.yaml', 'terraform/plan.json', 'templates/nested/template.yaml'];
  interface Json {
    readonly findings: readonly { readonly path: string }[];
  }
  const byFile = (argv: readonly string[]) => {
    const { findings } = JSON.parse(run([...argv, '--format', 'json', ...all]).stdout) as Json;
    return findings.map((each) => JSON.stringify(each)).sort();
  };
  expect(byFile(paths.toReversed())).toEqual(byFile(paths));
});

describe('a file that a run writes', () => {
  let here: string;
  beforeEach(() => {
    here = mkdtempSync(join(root, 'written-'));
    cpSync(join(templates, 'orders/template.yaml'), join(here, 'template.yaml'));
  });
  const written = (...node: readonly string[]): Promise<unknown> =>
    new Promise((done) => {
      const argv = [...node, main, 'template.yaml', ...all, '--format', 'json=out.json', '--format', 'sarif=out.sarif'];
      spawn(process.execPath, argv, { cwd: here, stdio: 'ignore', env: {} }).on('close', (code, signal) => {
        done(signal ?? code);
      });
    });

  test('is whole when four runs write it at once, and they leave nothing else', async () => {
    expect(await Promise.all(Array.from({ length: 4 }, () => written()))).toEqual([1, 1, 1, 1]);
    expect(readdirSync(here).sort()).toEqual(['out.json', 'out.sarif', 'template.yaml']);
    for (const name of ['out.json', 'out.sarif']) JSON.parse(readFileSync(join(here, name), 'utf8'));
  });

  test.skipIf(onWindows).each(['SIGINT', 'SIGTERM'])(
    'is whole when %s comes in the middle of it; the next is not begun',
    async (signal) => {
      const preload = join(here, '../interrupt.cjs');
      writeFileSync(
        preload,
        `const fs = require('node:fs');
      const write = fs.writeFileSync;
      fs.writeFileSync = (path, text, options) => {
        write(path, text.slice(0, 100), options);
        process.kill(process.pid, '${signal}');
        write(path, text, options);
      };
      require('node:module').syncBuiltinESMExports();`,
      );
      expect(await written('--require', preload)).toBe(signal);
      expect(readdirSync(here).sort()).toEqual(['out.json', 'template.yaml']);
      JSON.parse(readFileSync(join(here, 'out.json'), 'utf8'));
    },
  );
});

test.each([
  [true, ['templates/orders/template.yaml']],
  [true, ['templates/orders/template.yaml', 'gone.yaml']],
  [false, ['templates/orders/rules.config.json']],
  [false, ['templates']],
  [false, ['gone.yaml']],
  [false, ['rules']],
  [false, ['--print-config', 'templates/orders/template.yaml']],
])('compiled code is of use afterwards: %s, after %j', (isOfUse, argv) => {
  const script = join(root, 'use.mjs');
  const program = JSON.stringify(pathToFileURL(main));
  writeFileSync(
    script,
    `process.argv.splice(1, 1);\nimport(${program}).then((main) => process.on('exit', () => console.error(main.hasLinted)));`,
  );
  const { stderr } = spawnSync(process.execPath, [script, main, ...argv], { cwd: root, encoding: 'utf8' });
  expect(stderr.trimEnd().split('\n').at(-1)).toBe(String(isOfUse));
});

describe('the compiled code that a run leaves for the next', () => {
  let dist: string;
  const launch = (env: NodeJS.ProcessEnv = {}): Promise<string> =>
    new Promise((done) => {
      const child = spawn(process.execPath, [join(dist, 'cli.cjs'), 'x'], { env });
      let out = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (out += text.toString()));
      child.on('close', (code) => {
        done(`${String(code)} ${out}`);
      });
    });
  const caches = (): string[] => readdirSync(join(dist, 'cli')).filter((name) => name.includes('.cache'));

  beforeAll(() => {
    dist = join(root, 'dist');
    mkdirSync(join(dist, 'cli'), { recursive: true });
    const launcher = readFileSync(join(project, 'scripts/launcher.cjs'), 'utf8');
    writeFileSync(join(dist, 'cli.cjs'), launcher.replace('__PRINTED__', '{}').replace('__ID__', 'id'));
    writeFileSync(
      join(dist, 'cli/main.cjs'),
      `exports['cli/main'] = () => {
        console.log(require('node:path').posix.sep);
        return { hasLinted: process.env.IDLE === undefined };
      };`,
    );
  });

  test('a run that lints nothing leaves none', async () => {
    expect(await launch({ IDLE: '1' })).toBe('0 /\n');
    expect(caches()).toEqual([]);
  });

  test('six runs at once, without a home, leave one whole file', async () => {
    const outputs = await Promise.all(Array.from({ length: 6 }, () => launch()));
    expect(new Set(outputs)).toEqual(new Set(['0 /\n']));
    expect(caches()).toHaveLength(1);
    expect(await launch()).toBe('0 /\n');
  });

  test('what much input sets in V8 does not make it useless', async () => {
    const main = join(dist, 'cli/main.cjs');
    const small = readFileSync(main, 'utf8');
    buildSync({ entryPoints: [join(project, 'src/cli/tune.ts')], outfile: join(dist, 'cli/tune.cjs'), format: 'cjs' });
    const large = "require('./tune.cjs').tuneFor([{ source: { text: 'x'.repeat(1e6) } }]); return";
    writeFileSync(main, small.replace('return', large));
    const made = async (): Promise<number[]> => {
      expect(await launch()).toBe('0 /\n');
      return caches().map((name) => statSync(join(dist, 'cli', name)).ino);
    };
    for (const name of caches()) rmSync(join(dist, 'cli', name));
    const first = await made();
    expect(first).toHaveLength(1);
    expect([await made(), await made()]).toEqual([first, first]);
    writeFileSync(main, small);
  });

  test('a damaged one is made anew', async () => {
    const [name = ''] = caches();
    const sound = readFileSync(join(dist, 'cli', name));
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('no code'),
      sound.subarray(0, 100),
      Buffer.concat([sound.subarray(0, 64), Buffer.alloc(200, 7)]),
    ]) {
      writeFileSync(join(dist, 'cli', name), bytes);
      expect(await launch()).toBe('0 /\n');
    }
    expect(readFileSync(join(dist, 'cli', name)).length).toBeGreaterThan(100);
  });

  test('a place where it cannot be written is no fault', async () => {
    const [name = ''] = caches();
    rmSync(join(dist, 'cli', name));
    mkdirSync(join(dist, 'cli', name, 'in-the-way'), { recursive: true });
    expect(await launch()).toBe('0 /\n');
    expect(caches()).toEqual([name]);
  });
});
