import type { Location } from '../../../source/source.js';
import { type Entry, type Node, opaque, sensitive } from '../../../template/node.js';
import { isCloudControl } from '../../../template/template.js';
import { documentOf, isDocument } from '../documents/document.js';
import { placedDocument } from '../documents/placed.js';
import { documentIn } from '../documents/text.js';
import type { Plan } from '../plan-model.js';
import { type Blocks, blockFor, type Written, writtenAs } from '../plan/blocks.js';
import { expressionOf } from '../plan/configuration.js';
import type { Instance } from '../plan/instances.js';
import { at as inside, entries, isObject, items, keys, own, textOr } from '../plan/loose.js';
import {
  combined,
  isMarked,
  isOpenOnPurpose,
  itemOf,
  listed,
  marksIn,
  mentionsOf,
  movedTo,
  unknownIn,
  valueOf,
} from '../plan/nodes.js';
import { DerivedEach } from '../references/each.js';
import type { PlanScope } from '../references/module-scope.js';
import type { Each, Path } from '../scope.js';
import { defaultTags } from './default-tags.js';
import { linked, linkedInState } from './linked.js';
import { identifying, plural } from './names.js';
import { givenToRoles, identityIn, isRoleList } from './role-lists.js';

/** One argument, or a part of it: what the plan says of its value, and what the configuration does. */
interface Argument {
  readonly after: unknown;
  readonly unknown: unknown;
  readonly sensitive: unknown;
  readonly written: Written;
  readonly path: Path;
}

/** Blocks that the `aws` provider never fills in: where one is unknown, a `dynamic` block makes it. */
const notTheProviders: ReadonlySet<string> = new Set([
  'access_log_settings',
  'cors',
  'dead_letter_config',
  'default_route_settings',
  'destination_config',
  'environment',
  'mutual_tls_authentication',
  'on_failure',
  'vpc_config',
]);

/** The arguments of one instance, as nodes: worked out when they are asked for. */
export class Attributes {
  readonly #memo = new Map<string, Node | undefined>();
  readonly scope: PlanScope;
  readonly each: Each | undefined;
  /** Its entry in the configuration; missing in a state. */
  readonly configured: unknown;

  constructor(
    readonly plan: Plan,
    readonly instance: Instance,
  ) {
    const { mode, type, name, key } = instance;
    this.scope = plan.scopeOf(instance);
    this.configured = this.scope.configured?.resources.get(`${mode === 'data' ? 'data.' : ''}${type}.${name}`);
    const target = { is: 'resource', mode, type, name } as const;
    this.each =
      key === undefined
        ? undefined
        : new DerivedEach(this.scope, target, key, own(this.configured, 'for_each_expression'));
  }

  /** The argument of a name; `undefined` where it is not set, or nobody but the provider sets it. */
  get(name: string): Node | undefined {
    const known = this.#memo.get(name);
    if (known !== undefined || this.#memo.has(name)) return known;
    const tooFar = (): undefined => undefined;
    return this.plan.deeper<Node | undefined>(tooFar, () => {
      this.#memo.set(name, undefined);
      const found = name === 'tags_all' ? this.#allTags() : this.#top(name);
      this.#memo.set(name, found);
      return found;
    });
  }

  /** Whether the plan says anything of an argument. */
  has(name: string): boolean {
    const { after, unknown } = this.instance;
    return own(after, name) !== undefined || own(unknown, name) !== undefined;
  }

  /** The arguments of which the plan says anything, in its order. */
  names(): readonly string[] {
    const { after, unknown } = this.instance;
    return [...keys(after), ...keys(unknown).filter((name) => own(after, name) === undefined)];
  }

  at(path: Path): Location {
    return this.plan.placeOf(this.instance, path);
  }

  #top(name: string): Node | undefined {
    const { after, unknown } = this.instance;
    const [value, open] = [own(after, name), own(unknown, name)];
    // Most of a resource's arguments are null.
    if ((value === null || value === undefined) && (open === undefined || open === false)) return undefined;
    const path = [name];
    const valueAs = (written: Written): Node | undefined =>
      this.#value({ after: value, unknown: open, sensitive: this.#sensitive(name), path, written });
    if (this.configured === undefined) return this.#own(name, value, valueAs({ is: 'unseen' }));
    const raw = own(own(this.configured, 'expressions'), name);
    if (raw !== undefined) return valueAs(writtenAs(raw));
    // Without a word in the configuration it is the provider's, or a `dynamic` block's, which the configuration leaves out.
    const isBlock = items(value).some(isObject);
    if (isBlock || (typeof value === 'string' && identifying.test(name))) {
      return this.#own(name, value, valueAs({ is: 'unseen' }));
    }
    return open === true ? this.#dynamic(path, name) : undefined;
  }

  /** What is unknown and not in the configuration: made by a `dynamic` block, which the configuration leaves out, or the provider's. */
  #dynamic(path: Path, name: string): Node | undefined {
    const isDynamic = notTheProviders.has(name) && !isCloudControl(this.instance.type);
    return this.#fromSource(path) ?? (isDynamic ? this.#unknown({ is: 'unseen' }, path) : undefined);
  }

  /** What of an argument is sensitive; of a resource that is so as a whole, all. */
  #sensitive(name: string): unknown {
    const { sensitive: hidden } = this.instance;
    return hidden === true ? true : own(hidden, name);
  }

  /** A list that nobody wrote, without what it repeats of other resources. */
  #own(name: string, value: unknown, node: Node | undefined): Node | undefined {
    const { instance, plan } = this;
    if (node?.is !== 'list' || !isRoleList(instance.type, name)) return node;
    const given = plan.once(`given ${name}`, undefined, () => givenToRoles(plan.json, name));
    const others = given?.get(textOr(own(instance.after, 'name'), ''));
    if (others === undefined) return node;
    const kept = node.items.filter((_, index) => !others.has(identityIn(name, items(value)[index])));
    return kept.length === 0 ? undefined : { ...node, items: kept };
  }

  #value(argument: Argument): Node | undefined {
    const { after, unknown, path, written } = argument;
    if (unknown === true) return this.#unknown(written, path);
    if (path.length > 100) return opaque('it is nested too deep', this.at(path));
    if (argument.sensitive === true) return after === null || after === undefined ? undefined : this.#hidden(path);
    if (Array.isArray(after) || Array.isArray(unknown)) return this.#list(argument);
    if (isObject(after) || (isObject(unknown) && isMarked(unknown))) return this.#map(argument);
    if (after === null || after === undefined) return undefined;
    const at = this.at(path);
    if (typeof after === 'string' && isDocument(path)) {
      return placedDocument(after, this.#fromSource(path)) ?? documentIn(after, at) ?? valueOf(after, at);
    }
    if (typeof after === 'string' && written.is === 'expression') {
      const { plan, scope, configured } = this;
      const forEach = expressionOf(own(configured, 'for_each_expression'));
      return linked(after, written.expression, { plan, scope, forEach }, at) ?? valueOf(after, at);
    }
    if (typeof after === 'string') return linkedInState(after, this.instance, this.plan, at) ?? valueOf(after, at);
    return valueOf(after, at);
  }

  /** What is sensitive as the source writes it, where each part that is so is hidden for itself; all of it where that is not told. */
  #hidden(path: Path): Node {
    const at = this.at(path);
    const source = this.#fromSource(path);
    if (source === undefined) return sensitive(at);
    if (isDocument(path) && source.is !== 'opaque') return documentOf([source], String(path.at(-1)), at);
    return isOpenOnPurpose(source) ? movedTo(at, source) : sensitive(at);
  }

  #list(argument: Argument): Node | undefined {
    const { after, unknown, path, written } = argument;
    const [values, marks] = [items(after), items(unknown)];
    const length = Math.max(values.length, marks.length);
    // An empty list of blocks is what the provider says where there is none.
    if (length === 0 && written.is !== 'expression') return undefined;
    const hidden = marks.flatMap((mark, index) => (mark === true ? [index] : []));
    const spread =
      hidden.length > 1 && written.is === 'expression' ? this.#spread(written, path, hidden.length) : undefined;
    const blocks: Blocks | undefined = written.is === 'blocks' ? written : undefined;
    const nodes = Array.from({ length }, (_, index) => {
      const here = [...path, index];
      if (spread !== undefined && marks[index] === true) return spread[hidden.indexOf(index)];
      return this.#value({
        after: values[index],
        unknown: marks[index],
        sensitive: inside(argument.sensitive, [index]),
        written: blocks === undefined ? written : blockFor(blocks, values, index),
        path: here,
      });
    });
    return { is: 'list', items: nodes.filter((node) => node !== undefined), at: this.at(path) };
  }

  /** As many unknown items as there are open references: each is one of them. */
  #spread(written: Written & { is: 'expression' }, path: Path, count: number): readonly Node[] | undefined {
    const at = this.at(path);
    const source = this.#fromSource(path);
    const listed = source?.is === 'list' ? source.items : this.#open(written, at);
    return listed.length === count ? listed : undefined;
  }

  #map(argument: Argument): Node {
    const { after, unknown, path, written } = argument;
    const children = new Map<string, Entry>();
    const block = written.is === 'blocks' ? written.raw[0] : written.is === 'block' ? written.raw : undefined;
    for (const name of new Set([...keys(after), ...keys(unknown)])) {
      const here = [...path, name];
      const value = own(after, name);
      const inner = block === undefined ? written : writtenAs(own(block, name));
      const isBlock = items(value).some(isObject);
      // Inside a block that is written, an argument that is not is the provider's; a data source's are its user's.
      const isUnwritten = inner.is === 'unwritten' && !isBlock && this.instance.mode === 'managed';
      const open = own(unknown, name);
      if (isUnwritten && open !== true) continue;
      const node = isUnwritten
        ? this.#dynamic(here, name)
        : this.#value({
            after: value,
            unknown: open,
            sensitive: inside(argument.sensitive, [name]),
            written: inner.is === 'unwritten' ? { is: 'unseen' } : inner,
            path: here,
          });
      if (node !== undefined) children.set(name, { key: node.at, value: node });
    }
    return { is: 'map', entries: children, at: this.at(path) };
  }

  /** The value of what is unknown: as its source writes it, else as far as the configuration tells. */
  #unknown(written: Written, path: Path): Node | undefined {
    const at = this.at(path);
    const name = path.filter((step) => typeof step === 'string').at(-1) ?? '';
    const whole = this.#fromSource(path);
    const source = whole && unknownIn(whole);
    if (source !== undefined && source.is !== 'opaque') {
      const isText = isDocument(path) && source.is !== 'omitted';
      return isText ? documentOf([source], name, at) : movedTo(at, source);
    }
    const found = this.#configuredValue(written, path, name, at);
    return source !== undefined && found?.is === 'opaque' ? movedTo(at, source) : found;
  }

  #configuredValue(written: Written, path: Path, name: string, at: Location): Node | undefined {
    switch (written.is) {
      case 'expression': {
        if (written.expression.is === 'constant') return undefined;
        const open = this.#open(written, at);
        // All it refers to is known, and yet it is not: it was null, and the provider fills it in.
        if (open.length === 0) return path.length === 1 ? undefined : opaque('known after apply', at);
        if (isDocument(path)) return documentOf(open, name, at);
        if (typeof path.at(-1) === 'number') return itemOf(open, at);
        if (path.length > 1 && this.#mayFillIn(path)) {
          const why = `known after apply: the plan does not tell whether ${name} is set`;
          return { is: 'opaque', why, mentions: mentionsOf(open), at };
        }
        return plural.test(name) ? listed(open, at) : combined(open, at, 'one');
      }
      case 'blocks': {
        const blocks = written.raw.map((block, index) => this.#block(block, [...path, index], at));
        // How many are written is known: where the list is open, a `dynamic` block makes more of them.
        const more = opaque(`known after apply: the plan does not tell what more of ${name} there is`, at);
        return { is: 'list', items: [...blocks, more], at };
      }
      case 'block':
        return this.#block(written.raw, path, at);
      case 'unwritten':
        return undefined;
      case 'unseen':
        return opaque(`known after apply: the plan does not tell what ${name} is`, at);
    }
  }

  /** Whether the provider may have filled something in where other parts of the same argument are open, too. */
  #mayFillIn([name]: Path): boolean {
    return isCloudControl(this.instance.type) && marksIn(own(this.instance.unknown, String(name))) > 1;
  }

  #open(written: Written & { is: 'expression' }, at: Location): Node[] {
    const { expression } = written;
    return expression.is === 'constant' ? [] : this.scope.unknowns(expression.to, at, this.each);
  }

  #fromSource(path: Path): Node | undefined {
    const { mode, type, name, after } = this.instance;
    return this.plan.sources?.expressionOf({
      target: { is: 'resource', mode, type, name },
      path,
      scope: this.scope,
      known: after,
      ...(this.each === undefined ? {} : { each: this.each }),
    });
  }

  /** A block of which the plan knows nothing, from the configuration alone. */
  #block(block: unknown, path: Path, at: Location): Node {
    const children = new Map<string, Entry>();
    for (const [name, raw] of entries(block)) {
      const expression = expressionOf(raw);
      const node =
        expression?.is === 'constant'
          ? valueOf(expression.value, at)
          : (this.#unknown(writtenAs(raw), [...path, name]) ?? opaque('known after apply', at));
      children.set(name, { key: at, value: node });
    }
    return { is: 'map', entries: children, at };
  }

  /** All tags, those of the provider too. */
  #allTags(): Node | undefined {
    const name = 'tags_all';
    const [after, unknown] = [own(this.instance.after, name), own(this.instance.unknown, name)];
    if (isMarked(unknown)) return defaultTags(this);
    return this.#value({ after, unknown, sensitive: this.#sensitive(name), path: [name], written: { is: 'unseen' } });
  }
}
