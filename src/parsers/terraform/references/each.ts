import type { Location } from '../../../source/source.js';
import { type Node, get, opaque, scalar } from '../../../template/node.js';
import { stepsOf } from '../plan/address.js';
import { expressionOf } from '../plan/configuration.js';
import { candidateOf, itemOf, movedTo, valueOf } from '../plan/nodes.js';
import type { Each, Target } from '../scope.js';
import type { PlanScope } from './module-scope.js';

/** What `each` is for one instance of a resource or a module, from its `for_each`. */
export class DerivedEach implements Each {
  constructor(
    readonly scope: PlanScope,
    readonly target: Target,
    readonly key: string | number,
    /** The `for_each_expression` of the configuration; missing with `count`. */
    readonly forEach: unknown,
  ) {}

  value(at: Location): Node | undefined {
    if (typeof this.key === 'number') return undefined;
    const { scope, target, key } = this;
    const found = scope.plan.once(`${scope.path} ${target.is} ${JSON.stringify(target)} ${key}`, undefined, () =>
      this.#find(key, at),
    );
    return found && movedTo(at, found);
  }

  #find(key: string, at: Location): Node | undefined {
    const expression = expressionOf(this.forEach);
    if (expression?.is === 'constant') return within(valueOf(expression.value, at), key, at);
    const { scope, target } = this;
    const source = scope.plan.sources?.expressionOf({ target, path: ['for_each'], scope });
    const inSource = source && within(source, key, at);
    if (inSource !== undefined) return inSource;
    const references = expression?.to ?? [];
    const [only] = references;
    const found =
      references.length === 1 && only !== undefined
        ? scope.candidates(stepsOf(only), at, undefined)
        : scope.unknowns(references, at, undefined).map(candidateOf);
    const nodes = found.flatMap(({ node }) => within(node, key, at) ?? []);
    // A set's values are its keys, whatever it is put together from.
    if (nodes.every(({ is }) => is === 'scalar')) return nodes[0];
    const same = nodes.filter((node) => node.is === 'reference' && scope.plan.instance(node.to)?.key === key);
    // What differs is the one thing or the other, in a part of the value that the plan does not keep.
    return itemOf(same.length > 0 ? same : nodes, at);
  }
}

function isObject(node: Node): boolean {
  return node.is === 'alias' ? isObject(node.of) : node.is === 'map';
}

/** The value under a key of what `for_each` goes over; a set's values are its keys. */
function within(node: Node, key: string, at: Location): Node | undefined {
  if (node.is === 'alias') return within(node.of, key, at);
  if (node.is === 'map') return get(node, key);
  // A loop makes something else of a list of objects, and the plan does not keep what.
  if (node.is === 'list') return node.items.some(isObject) ? undefined : scalar(key, at);
  // What is not known is another value for each key.
  if (node.is === 'opaque' && node.key !== undefined)
    return opaque(node.why, node.at, `${node.key}[${JSON.stringify(key)}]`);
  return node.is === 'scalar' || node.is === 'omitted' ? undefined : node;
}
