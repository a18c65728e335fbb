import type { Location } from '../../../source/source.js';
import { type Node, opaque, reference, scalar } from '../../../template/node.js';
import { placedValue } from '../documents/placed.js';
import type { Plan } from '../plan-model.js';
import { keyOf, modulePath, type ModuleStep, pathOf, stepsOf } from '../plan/address.js';
import { expressionOf, type ModuleConfiguration } from '../plan/configuration.js';
import { own } from '../plan/loose.js';
import {
  type Candidate,
  candidateOf,
  combined,
  hiddenAt,
  isUnresolved,
  oneOf,
  unresolved,
  valueOf,
  withoutRepetition,
} from '../plan/nodes.js';
import type { Each, ModuleScope, ReferenceStep } from '../scope.js';
import { attributeOf } from './attribute.js';
import { DerivedEach } from './each.js';
import { wholeValue } from './whole-values.js';

/** Whether a value has parts that may stand at places of their own. */
const isLayered = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** What a value is, or may be. */
const eitherOf = (node: Node): readonly Candidate[] =>
  node.is === 'choice' ? [node.then, node.otherwise].flatMap(eitherOf) : [candidateOf(node)];

/** What a module is given, or gives. */
const isPassed = /^(?:var|module)\./;

/** One instance of a module of a plan. */
export class PlanScope implements ModuleScope {
  readonly path: string;
  readonly calls: readonly string[];
  #configured: { readonly is: ModuleConfiguration | undefined } | undefined;

  constructor(
    readonly plan: Plan,
    readonly modules: readonly ModuleStep[],
  ) {
    this.path = modulePath(modules);
    this.calls = modules.map(({ name }) => name);
  }

  /** Its configuration; `undefined` where the plan does not keep it. */
  get configured(): ModuleConfiguration | undefined {
    this.#configured ??= { is: this.plan.configuration.module(this.calls) };
    return this.#configured.is;
  }

  resolve(reference: string | readonly ReferenceStep[], at: Location, each?: Each): Node | undefined {
    const steps = typeof reference === 'string' ? stepsOf(reference) : reference;
    const whole = wholeValue(steps, this, at);
    if (whole !== undefined) return whole;
    const found = withoutRepetition(this.candidates(steps, at, each));
    const nodes = found.map(({ node }) => node);
    return combined(nodes, at, steps.some((step) => typeof step === 'object' && 'splat' in step) ? 'list' : 'one');
  }

  /** All that a list of references leaves open for a value that is unknown itself: what is known can't be it. */
  unknowns(references: readonly string[], at: Location, each: Each | undefined): Node[] {
    const keyed = each !== undefined && references.some((one) => /^(?:each\.key|each\.value|count\.index)\b/.test(one));
    const found: Candidate[] = [];
    // An index that is another for each instance: which item of what a name of this module stands for is then open.
    const isIndexed = keyed && typeof each.key === 'string';
    for (const reference of references) {
      const candidates = this.candidates(stepsOf(reference), at, each, keyed ? each.key : undefined);
      const open = candidates.filter(({ known }) => !known);
      found.push(...(isIndexed && isPassed.test(reference) ? oneOf(open, at) : open));
    }
    const open = withoutRepetition(found);
    const telling = open.filter((candidate) => !isUnresolved(candidate));
    return (telling.length > 0 ? telling : open).map(({ node }) =>
      node.is === 'reference' ? { ...node, partly: true } : node,
    );
  }

  /** What a reference may be. More than one where it names all instances of something; none for what is not there. */
  candidates(
    [head, ...steps]: readonly ReferenceStep[],
    at: Location,
    each: Each | undefined,
    key?: string | number,
  ): Candidate[] {
    const [first, ...rest] = steps;
    const name = typeof first === 'string' ? first : '';
    switch (head) {
      case 'var':
        return this.#follow(this.#variable(name, at), rest, at);
      case 'local':
        return this.#follow(this.#local(name, at), rest, at);
      case 'module':
        return this.#module(name, rest, at);
      case 'each':
        if (each === undefined) return [];
        if (name === 'key') return [candidateOf(scalar(each.key, at))];
        return this.#ofEach(each.value(at) ?? unresolved('each.value', this.path, at), rest, at);
      case 'count':
        return each === undefined ? [] : [candidateOf(scalar(each.key, at))];
      case 'ephemeral':
        return [candidateOf(opaque('it is ephemeral', at))];
      case 'data': {
        const [second, ...path] = rest;
        return this.#resource(`data.${name}.${typeof second === 'string' ? second : ''}`, path, at, key);
      }
      default:
        return typeof head === 'string' ? this.#resource(`${head}.${name}`, rest, at, key) : [];
    }
  }

  #resource(
    name: string,
    steps: readonly ReferenceStep[],
    at: Location,
    key: string | number | undefined,
  ): Candidate[] {
    const all = this.plan.instancesOf(this.path, name);
    const index = keyOf(steps[0]);
    const same = all.filter((instance) => instance.key === (index ?? key));
    const meant = index === undefined && same.length === 0 ? all : same;
    const isIndexed = typeof steps[0] === 'object';
    const path = pathOf(isIndexed ? steps.slice(1) : steps);
    return meant.flatMap((instance) => attributeOf(this.plan, instance, path, at));
  }

  #module(name: string, steps: readonly ReferenceStep[], at: Location): Candidate[] {
    const isIndexed = typeof steps[0] === 'object';
    const [output, ...rest] = isIndexed ? steps.slice(1) : steps;
    if (typeof output !== 'string') return [candidateOf(unresolved(`an output of module.${name}`, this.path, at))];
    const index = keyOf(steps[0]);
    const children = this.#children(name);
    const meant = index === undefined ? children : children.filter(({ key }) => key === index);
    return meant.flatMap((child) =>
      this.#follow(this.plan.scope([...this.modules, child]).#output(output, at), rest, at),
    );
  }

  #children(name: string): readonly ModuleStep[] {
    const known = this.plan.calls(this.path, name);
    if (known.length > 0) return known;
    // A module without resources is nowhere in the plan but here.
    const call = this.plan.configuration.call(this.calls, name);
    const isRepeated = own(call, 'count_expression') !== undefined || own(call, 'for_each_expression') !== undefined;
    return call === undefined || isRepeated ? [] : [{ name }];
  }

  #output(name: string, at: Location): Candidate[] {
    return this.#once(`output ${name}`, at, () => {
      const output = own(own(this.configured?.module, 'outputs'), name);
      const expression = expressionOf(own(output, 'expression'));
      if (expression?.is === 'constant') {
        return [own(output, 'sensitive') === true ? hiddenAt(at) : candidateOf(valueOf(expression.value, at))];
      }
      const source = this.plan.sources?.expressionOf({ target: { is: 'output', name }, path: [], scope: this });
      return this.#either(source, expression?.to ?? [], at, undefined);
    });
  }

  #local(name: string, at: Location): Candidate[] {
    return this.#once(`local ${name}`, at, () => {
      const source = this.plan.sources?.expressionOf({ target: { is: 'local', name }, path: [], scope: this });
      return [candidateOf(source ?? unresolved(`local.${name}`, this.path, at))];
    });
  }

  #variable(name: string, at: Location): Candidate[] {
    return this.#once(`var ${name}`, at, () => {
      const declared = own(own(this.configured?.module, 'variables'), name);
      const given = this.modules.length === 0 ? this.#given(name, declared, at) : this.#passed(name, declared, at);
      const found = given.map((each) => {
        const node = this.plan.sources?.typed(name, each.node, this) ?? each.node;
        return node === each.node ? each : candidateOf(node);
      });
      const hidden = own(declared, 'sensitive') === true;
      return found.map((each) => (hidden && each.known && each.node.is !== 'omitted' ? hiddenAt(at) : each));
    });
  }

  /** What a name of this module may be: nothing where it leads to itself, unknown where it leads on and on. */
  #once(name: string, at: Location, find: () => Candidate[]): Candidate[] {
    const tooFar = (): Candidate[] => [candidateOf(opaque('it is handed on through too many modules', at))];
    return this.plan.once(`${this.path} ${name}`, [], find, tooFar);
  }

  /** A variable of the root module. */
  #given(name: string, declared: unknown, at: Location): Candidate[] {
    const given = own(own(this.plan.json, 'variables'), name);
    const standard = own(declared, 'default');
    if (given !== undefined) {
      const value = own(given, 'value');
      const isStandard = isLayered(value) && JSON.stringify(value) === JSON.stringify(standard);
      return isStandard ? this.#standard(name, standard, at) : [candidateOf(valueOf(value, at))];
    }
    if (declared !== undefined && standard === undefined) {
      return [candidateOf(opaque(`var.${name} is given at the apply`, at))];
    }
    return this.#standard(name, standard, at);
  }

  /** The default of a variable. */
  #standard(name: string, value: unknown, at: Location): Candidate[] {
    const source = isLayered(value)
      ? this.plan.sources?.expressionOf({ target: { is: 'variable', name }, path: ['default'], scope: this })
      : undefined;
    return [candidateOf(placedValue(value, source) ?? valueOf(value, at))];
  }

  /** A variable of a module, from the call. */
  #passed(name: string, declared: unknown, at: Location): Candidate[] {
    const [parent, step] = this.#above();
    const call = this.plan.configuration.call(parent.calls, step.name);
    const raw = own(own(call, 'expressions'), name);
    if (raw === undefined) return this.#standard(name, own(declared, 'default'), at);
    const expression = expressionOf(raw);
    const isConstant = expression?.is === 'constant';
    if (isConstant && !isLayered(expression.value)) return [candidateOf(valueOf(expression.value, at))];
    const each = this.each();
    const source = this.plan.sources?.expressionOf({
      target: { is: 'module', name: step.name },
      path: [name],
      scope: parent,
      ...(each === undefined ? {} : { each }),
    });
    // The plan knows what is in it, and the source where.
    if (isConstant) return [candidateOf(placedValue(expression.value, source) ?? valueOf(expression.value, at))];
    return parent.#either(source, expression?.to ?? [], at, each);
  }

  /** What the source tells, else what the configuration leaves open, else why the source does not tell. */
  #either(source: Node | undefined, references: readonly string[], at: Location, each: Each | undefined): Candidate[] {
    if (source !== undefined && source.is !== 'opaque') return [candidateOf(source)];
    const open = this.unknowns(references, at, each).map((node) => ({ node, known: false }));
    return open.length === 0 && source !== undefined ? [candidateOf(source)] : open;
  }

  /** What `each` and `count` are in the call of this module. */
  each(): Each | undefined {
    const [parent, { name, key }] = this.#above();
    if (key === undefined) return undefined;
    const call = this.plan.configuration.call(parent.calls, name);
    return new DerivedEach(parent, { is: 'module', name }, key, own(call, 'for_each_expression'));
  }

  #above(): [PlanScope, ModuleStep] {
    return [this.plan.scope(this.modules.slice(0, -1)), this.modules.at(-1) ?? { name: '' }];
  }

  #ofEach(value: Node, steps: readonly ReferenceStep[], at: Location): Candidate[] {
    return this.#follow(steps.length === 0 ? [candidateOf(value)] : eitherOf(value), steps, at);
  }

  /** Goes on from values to what lies in them. */
  #follow(found: readonly Candidate[], steps: readonly ReferenceStep[], at: Location): Candidate[] {
    const path = pathOf(steps);
    if (path.length === 0) return [...found];
    const [first = '', ...rest] = path;
    const keyed = typeof keyOf(steps[0]) === 'undefined' ? [] : found.filter(({ node }) => this.#keyOf(node) === first);
    if (keyed.length > 0) return keyed.flatMap(({ node }) => this.#into(node, rest, at));
    const parts = found.filter(({ node }) => this.#isWithin(node, first));
    const whole = found.filter((each) => !parts.includes(each)).flatMap(({ node }) => this.#into(node, path, at));
    return [...whole, ...oneOf(parts, at, ({ node }) => this.#into(node, path, at))];
  }

  /** Whether a resource is all that is known of a map or list, and a step goes to an item of that, of which the plan keeps no key. */
  #isWithin(node: Node, step: string | number): boolean {
    if (node.is !== 'reference') return false;
    if (node.attribute !== undefined) return true;
    const instance = this.plan.instance(node.to);
    return instance !== undefined && !this.plan.attributes(instance).has(String(step));
  }

  #keyOf(node: Node): string | number | undefined {
    return node.is === 'reference' && node.attribute === undefined ? this.plan.instance(node.to)?.key : undefined;
  }

  #into(node: Node, path: readonly (string | number)[], at: Location): Candidate[] {
    const [first, ...rest] = path;
    if (first === undefined) return [candidateOf(node)];
    if (node.is === 'reference' && node.attribute === undefined) {
      const instance = this.plan.instance(node.to);
      return instance === undefined ? [candidateOf(node)] : attributeOf(this.plan, instance, path, at);
    }
    if (node.is === 'alias') return this.#into(node.of, path, at);
    if (node.is === 'map') {
      const child = node.entries.get(String(first))?.value;
      return child === undefined ? [] : this.#into(child, rest, at);
    }
    if (node.is === 'list') {
      const child = typeof first === 'number' ? node.items[first] : undefined;
      return child === undefined ? [] : this.#into(child, rest, at);
    }
    if (node.is === 'reference') {
      return [candidateOf(reference(node.to, [node.attribute, ...path].join('.'), at))];
    }
    if (node.is === 'choice') return [node.then, node.otherwise].flatMap((each) => this.#into(each, path, at));
    if (node.is === 'opaque' && node.key !== undefined) {
      return [candidateOf(opaque(node.why, node.at, [node.key, ...path].join('.')))];
    }
    return node.is === 'scalar' || node.is === 'omitted' ? [] : [candidateOf(node)];
  }
}
