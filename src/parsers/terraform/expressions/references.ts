import { type Node, opaque, unaliased } from '../../../template/node.js';
import type { Expression, Step } from '../hcl/syntax.js';
import type { ReferenceStep } from '../scope.js';
import type { Evaluation } from './expression.js';
import { keyOfDirectory } from './files.js';
import { followed, missing, sourceOf, stepInto } from './values.js';

type Of<K extends Expression['is']> = Extract<Expression, { is: K }>;

/** What is taken out of the value of an expression. */
export function access(expression: Of<'access'>, evaluation: Evaluation): Node {
  const of = evaluation.value(expression.of);
  const steps = references(expression.steps, evaluation);
  return steps === undefined ? evaluation.unknown(expression) : stepped(of, steps, expression, evaluation);
}

/** What a name stands for: of a loop, a local value, or something that the plan knows. */
export function follow(expression: Of<'traversal'>, evaluation: Evaluation): Node {
  const { at } = expression;
  const [first, second] = expression.steps;
  const root = first?.is === 'name' ? first.name : '';
  const steps = references(expression.steps, evaluation);
  if (steps === undefined) {
    return evaluation.unknown(expression, `an index of ${sourceOf(at)}${evaluation.within} is known after apply`);
  }
  const bound = evaluation.setting.names?.get(root);
  if (bound !== undefined) return stepped(bound, steps.slice(1), expression, evaluation);
  if (root === 'local' && second?.is === 'name') return localValue(second.name, steps.slice(2), expression, evaluation);
  if (root === 'path' && second?.is === 'name') return directoryOf(second.name, expression, evaluation);
  if (root === 'path' || root === 'terraform' || root === 'self') {
    return evaluation.unknown(expression, `${sourceOf(at)} is known only where Terraform runs`);
  }
  return planned(steps, expression, evaluation);
}

/** Nobody knows where Terraform runs, but which of the files at hand are meant. */
function directoryOf(which: string, expression: Expression, evaluation: Evaluation): Node {
  const why = `path.${which} is known only where Terraform runs`;
  const { files } = evaluation.setting;
  return files === undefined
    ? evaluation.unknown(expression, why)
    : opaque(why, expression.at, keyOfDirectory(files.directory(which)));
}

function localValue(
  name: string,
  steps: readonly ReferenceStep[],
  expression: Expression,
  evaluation: Evaluation,
): Node {
  const local = evaluation.setting.local(name);
  if (local === undefined) {
    return evaluation.unknown(expression, `known after apply: local.${name}${evaluation.within} is not in the sources`);
  }
  if (missing.has(local)) return local;
  return steps.length > 0
    ? stepped(local, steps, expression, evaluation)
    : { is: 'alias', of: local, at: expression.at };
}

const isSplat = (step: ReferenceStep): boolean => typeof step === 'object' && 'splat' in step;

/** Where a splat takes a value apart: one behind the name of a resource or a module stands for its instances instead. */
function splatOf(steps: readonly ReferenceStep[]): number {
  const [head] = steps;
  const ofInstances = head === 'var' || head === 'each' ? undefined : head === 'data' ? 3 : 2;
  return steps.findIndex((step, index) => isSplat(step) && index !== ofInstances);
}

/** Asks the plan for the whole reference, then for the longest part of it that has something within. */
function planned(steps: readonly ReferenceStep[], expression: Expression, evaluation: Evaluation): Node {
  const { scope, each } = evaluation.setting;
  const { at } = expression;
  const splat = splatOf(steps);
  if (splat > 0) {
    const [before, behind] = [steps.slice(0, splat), steps.slice(splat)];
    const of = scope.resolve(before, at, each);
    if (of === undefined) return evaluation.failing(expression);
    return stepped(of, before.some(isSplat) ? [{ splat: true }, ...behind] : behind, expression, evaluation);
  }
  const whole = scope.resolve(steps, at, each);
  if (whole !== undefined) return whole;
  for (let count = steps.length - 1; count >= 2; count -= 1) {
    const part = scope.resolve(steps.slice(0, count), at, each);
    if (part === undefined) continue;
    const { is } = unaliased(part);
    if (is !== 'list' && is !== 'map' && is !== 'choice' && is !== 'opaque') break;
    return stepped(part, steps.slice(count), expression, evaluation);
  }
  return evaluation.failing(expression);
}

function stepped(node: Node, steps: readonly ReferenceStep[], expression: Expression, evaluation: Evaluation): Node {
  if (missing.has(node)) return node;
  const found = stepInto(node, steps, expression.at);
  if (found === 'missing') return evaluation.failing(expression);
  return found ?? evaluation.unknown(expression);
}

/** Steps with every index worked out; nothing where an index is not known. */
function references(steps: readonly Step[], evaluation: Evaluation): ReferenceStep[] | undefined {
  const made: ReferenceStep[] = [];
  for (const step of steps) {
    if (step.is === 'name') made.push(step.name);
    else if (step.is === 'splat') made.push({ splat: true });
    else if (step.is === 'index') made.push({ index: step.key });
    else {
      const key = followed(evaluation.value(step.of));
      if (key.is !== 'scalar' || key.value === null) return undefined;
      made.push({ index: typeof key.value === 'number' ? key.value : String(key.value) });
    }
  }
  return made;
}
