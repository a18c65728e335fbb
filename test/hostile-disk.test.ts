import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { command } from './support/cli.js';

/** The error that whatever is written ends with; a disk that is full takes some of it first. */
const disk = vi.hoisted(() => ({ fault: '' }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const refuse = (): never => {
    throw Object.assign(new Error(disk.fault), { code: disk.fault });
  };
  const writeWith = (...[file, data, options]: Parameters<typeof fs.writeFileSync>): void => {
    if (disk.fault === 'EROFS') refuse();
    if (disk.fault === '') {
      fs.writeFileSync(file, data, options);
      return;
    }
    fs.writeFileSync(file, typeof data === 'string' ? data.slice(0, 20) : data, options);
    refuse();
  };
  return { ...fs, writeFileSync: writeWith };
});

let root: string;
beforeEach(() => {
  disk.fault = '';
  root = realpathSync(mkdtempSync(join(tmpdir(), 'disk-')));
  writeFileSync(join(root, 'template.yaml'), 'Resources: { Fn: { Type: AWS::Lambda::Function } }\n');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe.each([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk is full'],
  ['EROFS', 'the disk is read-only'],
  ['EIO', 'EIO'],
])('%s', (fault, words) => {
  const files = (): string[] => readdirSync(root).sort();

  test('a report is not written, or stays as it was, and the findings are printed', async () => {
    writeFileSync(join(root, 'old.json'), 'old');
    disk.fault = fault;
    const outputs = ['text', 'json=old.json', 'sarif=new.sarif'].flatMap((each) => ['--format', each]);
    const { code, stdout, stderr } = await command(root, 'template.yaml', ...outputs);
    expect([code, stderr]).toEqual([
      2,
      `lambda-lint: --format json=old.json: the file cannot be written: ${words}\nlambda-lint: --format sarif=new.sarif: the file cannot be written: ${words}\n`,
    ]);
    expect(stdout).toContain('error[');
    expect(files()).toEqual(['old.json', 'template.yaml']);
    expect(readFileSync(join(root, 'old.json'), 'utf8')).toBe('old');
  });

  test('a baseline stays as it was', async () => {
    await command(root, 'template.yaml', '--baseline', 'known.json', '--update-baseline');
    const before = readFileSync(join(root, 'known.json'), 'utf8');
    writeFileSync(join(root, 'template.yaml'), 'Resources: { Other: { Type: AWS::Lambda::Function } }\n');
    disk.fault = fault;
    const { code, stderr } = await command(root, 'template.yaml', '--baseline', 'known.json', '--update-baseline');
    expect([code, stderr]).toEqual([2, `lambda-lint: --update-baseline: known.json cannot be written: ${words}\n`]);
    expect(files()).toEqual(['known.json', 'template.yaml']);
    expect(readFileSync(join(root, 'known.json'), 'utf8')).toBe(before);
  });

  test('init leaves no half of a configuration', async () => {
    disk.fault = fault;
    const { code, stderr } = await command(root, 'init', '--yes');
    expect([code, stderr]).toEqual([2, `lambda-lint: rules.config.json cannot be written: ${words}\n`]);
    expect(existsSync(join(root, 'rules.config.json'))).toBe(false);
    expect(files()).toEqual(['template.yaml']);
  });
});
