import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { isOfPackage, isWithin, real, repositoryOf } from '../disk/paths.js';
import { type AnyRule, defineRule, subjectKinds } from '../rules/define.js';
import { nearest } from '../source/nearest.js';
import { onceFor } from '../source/once.js';
import { compiled } from './options.js';
import { levels, type ConfigurableRule } from './types.js';

/**
 * The directory whose configurations may name plugins, which is to run code of theirs: the repository that the command runs in,
 * or the directory itself.
 */
const workingTree = (cwd: string): string => repositoryOf(resolve(cwd, 'x')) ?? cwd;

/** Why a configuration file must not name plugins; nothing where it may. */
export function distrusted(file: string, cwd: string): string | undefined {
  const path = real(file) ?? file;
  const tree = real(workingTree(cwd)) ?? cwd;
  if (isOfPackage(path)) {
    return 'a configuration from node_modules may not load code; name the plugins in the configuration that extends it';
  }
  const above = repositoryOf(resolve(cwd, 'x')) === undefined && isWithin(tree, dirname(path));
  const inside = isWithin(path, tree) && (repositoryOf(path) ?? tree) === tree;
  if (inside || above) return undefined;
  return 'this configuration lies outside the working tree, so it may not load code; name it with --config if you trust it';
}

/** The rules that a module gives, or what is wrong with it. */
export function loadPlugin(name: string, config: string, cwd: string): readonly AnyRule[] | string {
  const near = createRequire(config);
  const isFile = /^\.{1,2}[\\/]/.test(name);
  let path: string;
  try {
    path = near.resolve(name);
  } catch {
    return isFile
      ? `there is no file ${name}`
      : `there is no package ${name} in node_modules; a file is written ./${name}`;
  }
  if (isFile && !isWithin(real(path) ?? path, real(workingTree(dirname(config))) ?? cwd)) {
    return `${name} leads out of the working tree`;
  }
  let module: unknown;
  try {
    module = near(path);
  } catch (error) {
    return `${name} cannot be loaded: ${firstLine(error)}${lineOf(error)}`;
  }
  const rules = rulesIn(module);
  if (rules === undefined) return `${name} exports no rules: it has to export a list named rules`;
  const problem = rules.flatMap((rule, at) => {
    const wrong = faultOf(rule);
    return wrong === undefined ? [] : [`${name}: rules[${at}]${wrong}`];
  })[0];
  return problem ?? rules.map((rule) => declared(rule as AnyRule));
}

/** Two configurations that name the same plugin mean the same rule. */
const declared = onceFor((rule: AnyRule): AnyRule => defineRule(rule));

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

/** Of a syntax error, node says only in the trace which line it is on. */
function lineOf(error: unknown): string {
  const line = error instanceof SyntaxError ? /^\S.*:(\d+)$/m.exec(error.stack ?? '')?.[1] : undefined;
  return line === undefined ? '' : ` (line ${line})`;
}

const asObject = (value: unknown): Readonly<Record<string, unknown>> =>
  (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;

function rulesIn(module: unknown): readonly unknown[] | undefined {
  const exported = asObject(module);
  const { rules } = 'rules' in exported ? exported : asObject(exported['default']);
  return Array.isArray(rules) ? rules : undefined;
}

const isLevel = (value: unknown): boolean => levels.some((level) => level === value);

/** What keeps something from being a rule, as the end of a sentence that begins with its place. */
function faultOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return ' is no rule: use defineRule';
  const { id, title, severity, on, check, options, presets } = value as Readonly<Record<string, unknown>>;
  // The slash keeps the ids of plugins and those of lambda-lint apart, also of rules to come.
  if (typeof id !== 'string' || !/^@?[a-z0-9][\w.-]*(?:\/[a-z0-9][\w.-]*)+$/.test(id)) {
    return `.id has to be the name of the plugin, a slash and a name, such as "acme/function-owner"${typeof id === 'string' ? `, not ${JSON.stringify(id)}` : ''}`;
  }
  const of = ` (${id})`;
  if (typeof title !== 'string' || title === '') return `${of} has no title`;
  if (!isLevel(severity)) return `${of}: severity has to be one of ${levels.join(', ')}`;
  const preset = Object.entries(asObject(presets)).find(([, setting]) => !isLevel([setting].flat()[0]))?.[0];
  if (preset !== undefined) return `${of}: presets.${preset} has to begin with one of ${levels.join(', ')}`;
  if (typeof check !== 'function') return `${of} has no function check`;
  const kinds: readonly unknown[] = [on].flat();
  const unknown = kinds.find((kind) => typeof kind !== 'string' || !subjectKinds.includes(kind));
  if (kinds.length === 0 || unknown !== undefined) {
    const meant = typeof unknown === 'string' ? nearest(unknown, subjectKinds) : undefined;
    const hint = meant === undefined ? `there are ${subjectKinds.join(', ')}` : `did you mean ${meant}?`;
    return `${of}: on has to name kinds of subjects; ${hint}`;
  }
  return optionsFault(options, of);
}

function optionsFault(options: unknown, of: string): string | undefined {
  if (options === undefined) return undefined;
  const wrong = `${of}: options have to be the properties of a JSON Schema`;
  if (typeof options !== 'object' || options === null) return wrong;
  for (const [name, schema] of Object.entries(options)) {
    if (asObject(schema)['default'] === undefined) return `${of}: the option ${name} has no default`;
  }
  try {
    compiled(options as ConfigurableRule['options']);
    return undefined;
  } catch (error) {
    return `${wrong}: ${firstLine(error)}`;
  }
}
