import type { Location } from '../../../source/source.js';
import { type Node, scalar, sensitive, unaliased } from '../../../template/node.js';
import type { Expression } from '../hcl/syntax.js';
import { collections } from './collections.js';
import { conversions } from './conversions.js';
import type { Evaluation } from './expression.js';
import { fileFunction } from './files.js';
import { patterns } from './patterns.js';
import { setFunctions } from './sets.js';
import { texts } from './texts.js';
import { followed, isOpen, missing } from './values.js';

type Call = Extract<Expression, { is: 'call' }>;

/** A function of known arguments: what it gives, `missing` where it fails, nothing where that cannot be told. */
export type Apply = (args: readonly Node[], at: Location) => Node | 'missing' | undefined;

/** Functions that give what they are given. */
const transparent = new Set(['abspath', 'tolist', 'tomap', 'nonsensitive']);

const functions: ReadonlyMap<string, Apply> = new Map([
  ...collections,
  ...setFunctions,
  ...conversions,
  ...texts,
  ...patterns,
]);

/** A function of so many alternatives is not worked out for each of them. */
const mostChoices = 4;

/** What a function call gives, as far as its arguments are known. */
export function callFunction(call: Call, evaluation: Evaluation): Node {
  const { name, at } = call;
  if (name === 'try') return attempted(call, evaluation);
  if (name === 'can') return can(call, evaluation);
  if (name === 'file' || name === 'templatefile') {
    return fileFunction(call, evaluation) ?? evaluation.unknown(call, `the file of ${name}(…) is not at hand`);
  }
  const args = argumentsOf(call, evaluation);
  const failed = args?.find((node) => missing.has(node));
  if (failed !== undefined) return failed;
  if (name === 'sensitive') return sensitive(at);
  const found = args && applied(name, args, at, 0);
  if (found === 'missing') return evaluation.failing(call);
  return found ?? evaluation.unknown(call, `the result of ${name}(…) is known after apply`);
}

function argumentsOf({ args, expands }: Call, evaluation: Evaluation): readonly Node[] | undefined {
  const values = args.map((argument) => evaluation.value(argument));
  const last = values.at(-1);
  if (!expands || last === undefined) return values;
  const spread = followed(last);
  return spread.is === 'list' && !isOpen(spread) ? [...values.slice(0, -1), ...spread.items] : undefined;
}

function applied(name: string, args: readonly Node[], at: Location, depth: number): Node | 'missing' | undefined {
  const [first] = args;
  if (transparent.has(name)) return first;
  const apply = functions.get(name);
  if (apply === undefined) return undefined;
  const index = args.findIndex((node) => followed(node).is === 'choice');
  const choice = args[index] && followed(args[index]);
  if (choice?.is !== 'choice' || depth >= mostChoices) return apply(args, at);
  const [then, otherwise] = [choice.then, choice.otherwise].map((branch) =>
    missing.has(branch) ? ('missing' as const) : applied(name, args.with(index, branch), at, depth + 1),
  );
  if (then === 'missing') return otherwise;
  if (otherwise === 'missing') return then;
  return then && otherwise && { is: 'choice', condition: choice.condition, then, otherwise, at };
}

/** The first argument that does not fail. */
function attempted(call: Call, evaluation: Evaluation): Node {
  for (const argument of call.args) {
    const node = evaluation.value(argument);
    if (!missing.has(node)) return node;
  }
  return evaluation.failing(call);
}

/** Whether the argument does not fail: of what is not known, nobody can tell. */
function can(call: Call, evaluation: Evaluation): Node {
  const [argument] = call.args;
  const node = argument && evaluation.value(argument);
  if (node !== undefined && missing.has(node)) return scalar(false, call.at);
  return node === undefined || unaliased(node).is === 'opaque' ? evaluation.unknown(call) : scalar(true, call.at);
}
