import type { SourceFile } from '../source/source.js';
import type { Condition, Node } from '../template/node.js';
import type { RawResource, Written } from '../template/template.js';
import type { Given } from './cloudformation-parameters.js';
import { readSections, type Sections } from './cloudformation.js';
import type { Session, Stack } from './convert/scope.js';
import { type MapSyntax, recognise } from './detect.js';
import { withLocalBody } from './local-body.js';
import { childOf, nests } from './nested.js';
import type { ReadBeside } from './sam/context.js';
import { lowerSam } from './sam/lower.js';

/** A template with the stacks that it nests, as far as they can be read. */
interface Whole {
  readonly resources: RawResource[];
  readonly conditions: Map<string, Condition>;
  readonly outputs: Map<string, Node>;
  readonly exported: Node[];
  readonly aliases: Map<string, string>;
  readonly written: Written[];
  readonly metadata: Node[];
  /** How many stacks are nested that cannot be read. */
  unread: number;
}

/** A stack among those around it. */
interface Nested {
  readonly root: MapSyntax;
  readonly stack: Stack;
  /** Exists only where this holds: the condition of the resource that nests it, and those further up. */
  readonly condition?: Condition | undefined;
  /** The templates on the way here, its own included. */
  readonly trail: readonly SourceFile[];
}

/** Reads a root template and the stacks nested in it. */
export function readStacks(root: MapSyntax, file: SourceFile, session: Session, given: Given): Whole {
  for (const [name, value] of Object.entries(given)) {
    // Account, region and the like hold for all stacks, and no template declares them.
    if (!name.startsWith('AWS::')) continue;
    const at = { file, start: 0, end: 0 };
    session.parameters.set(name, { name, type: 'String', at, noEcho: false, given: value });
  }
  const whole: Whole = {
    resources: [],
    conditions: new Map(),
    outputs: new Map(),
    exported: [],
    aliases: new Map(),
    written: [],
    metadata: [],
    unread: 0,
  };
  addStack(whole, { root, stack: newStack(session, file, '', new Map()), trail: [file] }, given);
  return whole;
}

const newStack = (session: Session, file: SourceFile, prefix: string, bindings: Stack['bindings']): Stack => ({
  session,
  file,
  prefix,
  bindings,
  conditions: new Set(),
  mappings: new Map(),
});

/** Adds one stack and those nested in it; its outputs come back, by their own names. */
function addStack(whole: Whole, nested: Nested, given: Given): ReadonlyMap<string, Node> {
  const { root, stack, condition } = nested;
  const sections = readSections(root, stack, given);
  for (const [name, value] of sections.conditions) whole.conditions.set(name, value);
  whole.exported.push(...sections.exported);
  if (sections.metadata !== undefined) whole.metadata.push(sections.metadata);
  const own = [...sections.resources.values()];
  const resources = recognise(root) === 'sam' ? lowered(whole, nested, sections) : own;
  for (const resource of resources) whole.resources.push(under(condition, withLocalBody(resource, stack)));
  for (const resource of own) addChild(whole, nested, resource);
  return sections.outputs;
}

/** The resources that a SAM template deploys. */
function lowered(whole: Whole, { stack, condition }: Nested, { resources, globals }: Sections): readonly RawResource[] {
  const { session, file, prefix } = stack;
  whole.written.push({ globals, resources: [...resources.values()].map((each) => under(condition, each)) });
  const { parameters, problems } = session;
  const { conditions } = whole;
  const read: ReadBeside = (path) => session.source(path, file);
  const output = lowerSam({ file, scope: prefix, resources, globals, parameters, conditions, read, problems });
  for (const [name, id] of output.aliases) whole.aliases.set(name, id);
  return output.resources;
}

/** Adds the stack that a resource nests, if it nests one. */
function addChild(whole: Whole, { stack, condition, trail }: Nested, resource: RawResource): void {
  const child = childOf(resource, stack, trail);
  if (child === undefined) {
    if (nests(resource)) whole.unread += 1;
    return;
  }
  const { file, root, bindings } = child;
  const { address } = resource;
  const nested = {
    root,
    stack: newStack(stack.session, file, `${address}/`, bindings),
    condition: under(condition, resource).condition,
    trail: [...trail, file],
  };
  for (const [name, value] of addStack(whole, nested, {})) whole.outputs.set(`${address}.Outputs.${name}`, value);
}

/** A resource exists only where the stack around it does. */
function under(condition: Condition | undefined, resource: RawResource): RawResource {
  if (condition === undefined) return resource;
  const own = resource.condition;
  return { ...resource, condition: own === undefined ? condition : { is: 'and', all: [condition, own] } };
}
