import type { Problem, SourceFile } from '../source/source.js';
import type { Condition, Node } from '../template/node.js';
import type { RawResource, Template, Written } from '../template/template.js';
import type { Given } from './cloudformation-parameters.js';
import { readSections } from './cloudformation.js';
import type { Stack } from './convert/scope.js';
import { looksLikeTemplate, type MapSyntax, recognise } from './detect.js';
import { childOf, nests } from './nested.js';
import { unrendered } from './placeholders.js';
import { read } from './read.js';
import { lowerSam } from './sam/lower.js';
import { newSession, type ReadFile } from './session.js';
import { readPlan } from './terraform/plan.js';
import { planCommand, recogniseTerraform } from './terraform/recognise.js';
import type { FindSources } from './terraform/scope.js';

/** What belongs to a file besides its text. */
export interface ParseOptions {
  /**
   * Reads another file that the template names. The path is joined with the directory of the naming file, and may lead anywhere:
   * the border of what may be read is the caller's.
   */
  readonly read?: ReadFile;
  /** Values given for the parameters of the root template. */
  readonly parameters?: Given;
  /** Finds the `.tf` files that a plan was made from. */
  readonly sources?: FindSources;
}

/** What a file is: a template, or something that is skipped, and why; or neither, and the problems say why not. */
export interface Parsed {
  readonly template?: Template;
  /** Why the file is passed over, as the end of a sentence that begins with its name. */
  readonly skipped?: string;
  /** Whether that is all that can be said of it: it is nothing that is known here. */
  readonly unrecognised?: true;
  /** Why a file that is certainly meant can't be linted, and which one can; the end of a sentence that begins with its name. */
  readonly unusable?: string;
  /** What is wrong with the template or a file it names. */
  readonly problems: readonly Problem[];
}

const sourceOnly = `holds Terraform's sources, and what is linted is the plan: ${planCommand}`;
const storedOnly = 'is a state as Terraform stores it: run "terraform show -json > state.json", and lint that';

/** Why a file that holds no template is passed over, and, where it is Terraform's, what could be linted. */
function passedOver({ path, text }: SourceFile): Parsed {
  if (/\.tf(?:\.json)?$/.test(path)) return { skipped: sourceOnly, problems: [] };
  const isStored = /^\uFEFF?\s*\{\s*"version"\s*:\s*\d+\s*,\s*"terraform_version"/.test(text.slice(0, 1000));
  if (isStored) return { skipped: storedOnly, problems: [] };
  return { skipped: 'is no CloudFormation template', unrecognised: true, problems: [] };
}

/**
 * Text → template: recognises what the file is by its content, reads it with all it includes and nests, and does its transforms.
 * Never throws, whatever the text.
 */
export function parse(file: SourceFile, options: ParseOptions = {}): Parsed {
  if (file.text.replace(/^\uFEFF/, '').trim() === '') return { skipped: 'is empty', problems: [] };
  const terraform = recogniseTerraform(file.text);
  if (terraform !== undefined) {
    if ('unusable' in terraform) return { unusable: terraform.unusable, problems: [] };
    const plan = { path: file.path, text: file.text, hidden: true } as const;
    return { template: readPlan(plan, terraform.json, options.sources?.(terraform.json)), problems: [] };
  }
  const { root, problems } = read(file);
  const format = recognise(root);
  const isMeant = format !== undefined || looksLikeTemplate(file.text);
  const unfilled = problems.length > 0 && isMeant ? unrendered(file) : undefined;
  if (unfilled !== undefined) return { problems: [unfilled] };
  if (format === undefined || root?.is !== 'map') {
    if (problems.length > 0 && isMeant) return { problems };
    return passedOver(file);
  }
  const session = newSession(options.read);
  session.problems.push(...problems);
  const whole: Whole = {
    resources: [],
    conditions: new Map(),
    outputs: new Map(),
    aliases: new Map(),
    written: [],
    metadata: [],
    unread: 0,
  };
  const stack = { session, file, prefix: '', bindings: new Map(), conditions: new Set<string>(), mappings: new Map() };
  const given = options.parameters ?? {};
  for (const [name, value] of Object.entries(given)) {
    // Account, region and the like hold for all stacks, and no template declares them.
    if (!name.startsWith('AWS::')) continue;
    const at = { file, start: 0, end: 0 };
    session.parameters.set(name, { name, type: 'String', at, noEcho: false, given: value });
  }
  addStack(root, stack, given, undefined, [file], whole);
  const found = withoutRepetition(session.problems);
  const files = [...session.files.values()];
  return {
    template: {
      format,
      file,
      ...whole,
      parameters: session.parameters,
      compared: session.compared,
      problems: found,
      files,
    },
    problems: found,
  };
}

/** The template under construction, nested stacks included. */
interface Whole {
  readonly resources: RawResource[];
  readonly conditions: Map<string, Condition>;
  readonly outputs: Map<string, Node>;
  readonly aliases: Map<string, string>;
  readonly written: Written[];
  readonly metadata: Node[];
  unread: number;
}

/** Reads one stack and those nested in it into the whole; its outputs come back, by their own names. */
function addStack(
  root: MapSyntax,
  stack: Stack,
  given: Given,
  condition: Condition | undefined,
  trail: readonly SourceFile[],
  whole: Whole,
): ReadonlyMap<string, Node> {
  const { session, file, prefix } = stack;
  const { resources, conditions, outputs, globals, metadata } = readSections(root, stack, given);
  for (const [name, value] of conditions) whole.conditions.set(name, value);
  if (metadata !== undefined) whole.metadata.push(metadata);
  const isSam = recognise(root) === 'sam';
  if (isSam) {
    whole.written.push({ globals, resources: [...resources.values()].map((each) => under(condition, each)) });
  }
  const lowered = isSam
    ? lowerSam({
        file,
        scope: prefix,
        resources,
        globals,
        parameters: session.parameters,
        conditions: whole.conditions,
        read: (path) => session.source(path, file),
        problems: session.problems,
      })
    : { resources: [...resources.values()], aliases: new Map<string, string>() };
  for (const resource of lowered.resources) whole.resources.push(under(condition, resource));
  for (const [name, id] of lowered.aliases) whole.aliases.set(name, id);
  for (const resource of resources.values()) addChild(resource, stack, condition, trail, whole);
  return outputs;
}

function addChild(
  resource: RawResource,
  stack: Stack,
  above: Condition | undefined,
  trail: readonly SourceFile[],
  whole: Whole,
): void {
  const child = childOf(resource, stack, trail);
  if (child === undefined) {
    if (nests(resource)) whole.unread += 1;
    return;
  }
  const prefix = `${resource.address}/`;
  const { file, root, bindings } = child;
  const { session } = stack;
  const nested = { session, file, prefix, bindings, conditions: new Set<string>(), mappings: new Map<string, Node>() };
  const outputs = addStack(root, nested, {}, under(above, resource).condition, [...trail, file], whole);
  for (const [name, value] of outputs) whole.outputs.set(`${resource.address}.Outputs.${name}`, value);
}

/** A resource exists only where the stack around it does. */
function under(condition: Condition | undefined, resource: RawResource): RawResource {
  if (condition === undefined) return resource;
  const own = resource.condition;
  return { ...resource, condition: own === undefined ? condition : { is: 'and', all: [condition, own] } };
}

/** A template that is nested twice is wrong once. */
function withoutRepetition(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Map<string, Problem>();
  for (const problem of problems) {
    const { at, message } = problem;
    const key = `${at.file.path}\0${at.start}\0${message}`;
    if (!seen.has(key)) seen.set(key, problem);
  }
  return [...seen.values()];
}
