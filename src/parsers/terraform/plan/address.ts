import type { ReferenceStep } from '../scope.js';

/** A name, a dot, or an index in brackets; text in quotes is escaped as JSON and HCL share it. */
const token = /([^.[\]"]+)|\[(?:"((?:[^"\\]|\\.)*)"|(\d+)|([^\]]*))\]|\./gy;

const unescaped: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Takes a reference or an address apart: `module.a["k"].aws_iam_role.b[0].arn`. What it does not understand ends it. */
export function stepsOf(reference: string): ReferenceStep[] {
  if (!reference.includes('[') && !reference.includes('"') && !reference.includes(']')) {
    return reference.split('.').filter((name) => name !== '');
  }
  const steps: ReferenceStep[] = [];
  token.lastIndex = 0;
  for (let match = token.exec(reference); match !== null; match = token.exec(reference)) {
    const [, name, quoted, number, other] = match;
    if (name !== undefined) steps.push(name);
    else if (quoted !== undefined) {
      steps.push({ index: quoted.replace(/\\(.)/g, (_, sign: string) => unescaped[sign] ?? sign) });
    } else if (number !== undefined) steps.push({ index: Number(number) });
    else if (other !== undefined) steps.push({ splat: true });
  }
  return steps;
}

/** An instance key as an address spells it: `[0]`, `["k"]`; nothing without one. */
export function spelledKey(key: string | number | undefined): string {
  if (key === undefined) return '';
  const quoted = JSON.stringify(String(key)).replace(/\$\{/g, '$$$${').replace(/%\{/g, '%%{');
  return typeof key === 'number' ? `[${key}]` : `[${quoted}]`;
}

/** One module call on the way to a module instance. */
export interface ModuleStep {
  readonly name: string;
  readonly key?: string | number;
}

/** The module calls that an address begins with. */
export function modulesOf(address: string): ModuleStep[] {
  const found: ModuleStep[] = [];
  if (!address.startsWith('module.')) return found;
  const steps = stepsOf(address);
  for (let index = 0; steps[index] === 'module';) {
    const name = steps[index + 1];
    if (typeof name !== 'string') break;
    const key = keyOf(steps[index + 2]);
    found.push(key === undefined ? { name } : { name, key });
    index += key === undefined ? 2 : 3;
  }
  return found;
}

/** The key that a step of a reference is, if it is one. */
export function keyOf(step: ReferenceStep | undefined): string | number | undefined {
  return typeof step === 'object' && 'index' in step ? step.index : undefined;
}

/** The address of a module instance. */
export function modulePath(steps: readonly ModuleStep[]): string {
  return steps.map(({ name, key }) => `module.${name}${spelledKey(key)}`).join('.');
}

/** The rest of a reference as a path of attributes; a splat is left out. */
export function pathOf(steps: readonly ReferenceStep[]): (string | number)[] {
  const path: (string | number)[] = [];
  for (const step of steps) {
    if (typeof step === 'string') path.push(step);
    else if ('index' in step) path.push(step.index);
  }
  return path;
}
