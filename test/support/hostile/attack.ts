import type { LintOptions } from '../../../src/lint.js';
import type { ReadHcl } from '../../../src/parsers/terraform/hcl/syntax.js';
import type { SourceFile } from '../../../src/source/source.js';
import { everyRule } from '../settings.js';
import type { Base } from './bases.js';
import { damagedText, damagedTree } from './damage.js';
import type { Random } from './random.js';
import { names, values } from './values.js';

/** What the linter is given. */
export interface Attack {
  readonly name: string;
  readonly file: SourceFile;
  readonly options: LintOptions;
}

const today = new Date('2026-11-22');

/** Runs that end with the same choices have the same input. */
export function attack(bases: readonly Base[], random: Random, readHcl: ReadHcl): Attack {
  const base = random.pick(bases);
  const around = new Map(base.files);
  let { text } = base;
  const near = [...around.keys()].filter((path) => path !== base.path);
  if (near.length > 0 && random.oneIn(3)) {
    const path = random.pick(near);
    around.set(path, damagedText(around.get(path) ?? '', random));
    if (random.oneIn(2)) text = damagedTree(base, random);
  } else {
    text = random.oneIn(2) ? damagedText(text, random) : damagedTree(base, random);
    if (random.oneIn(8)) text = damagedText(text, random);
  }
  // A template that nests or includes itself.
  around.set(base.path, text);
  if (!around.has('child.yaml')) around.set('child.yaml', random.oneIn(2) ? text : base.text);
  return {
    name: base.name,
    file: { path: base.path, text },
    options: everything(around, readHcl, random.oneIn(4) ? hostileParameters(base.text, random) : {}),
  };
}

/** Every rule, and the files around the one that is linted. */
export function everything(
  around: ReadonlyMap<string, string>,
  readHcl: ReadHcl,
  parameters: Readonly<Record<string, string | number>> = {},
): LintOptions {
  return {
    rules: everyRule,
    parameters: () => parameters,
    read: (path) => around.get(path),
    terraform: {
      readHcl,
      directories: () => ['.'],
      files: (directory) => tfFiles(around, directory),
    },
    unknown: () => 'info',
    today,
  };
}

function tfFiles(around: ReadonlyMap<string, string>, directory: string): SourceFile[] {
  const prefix = directory === '.' || directory === '' ? '' : `${directory}/`;
  return [...around].flatMap(([path, text]) =>
    path.endsWith('.tf') && path.startsWith(prefix) && !path.slice(prefix.length).includes('/') ? [{ path, text }] : [],
  );
}

/** Values for the parameters that a text declares, and for some that mean something to JavaScript. */
function hostileParameters(text: string, random: Random): Record<string, string | number> {
  const declared = [...text.matchAll(/^ {2}"?(\w+)"?: *\{? *\n? *"?Type/gm)].map(([, name = '']) => name);
  const found = [...declared, random.pick(names), 'AWS::Region', 'AWS::AccountId'].flatMap((name) => {
    const value = random.pick(values);
    const plain: unknown = value.is === 'raw' ? JSON.parse(value.json) : undefined;
    return typeof plain === 'string' || typeof plain === 'number' ? [[name, plain] as const] : [];
  });
  return Object.fromEntries(found);
}
