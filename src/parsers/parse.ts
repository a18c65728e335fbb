import type { Problem, SourceFile } from '../source/source.js';
import type { Template } from '../template/template.js';
import type { Given } from './cloudformation-parameters.js';
import { looksLikeTemplate, recognise } from './detect.js';
import { withLosses } from './losses.js';
import { unrendered } from './placeholders.js';
import { read } from './read.js';
import { newSession, type ReadFile } from './session.js';
import { readStacks } from './stacks.js';
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
  const { root, problems } = withLosses(read(file));
  const format = recognise(root);
  const isMeant = format !== undefined || looksLikeTemplate(file.text);
  const unfilled = problems.length > 0 && isMeant ? unrendered(file) : undefined;
  if (unfilled !== undefined) return { problems: [unfilled] };
  if (format === undefined || root?.is !== 'map') {
    if (problems.length > 0 && isMeant) return { problems };
    return passedOver(file);
  }
  const session = newSession(options.read);
  session.found.push(...problems);
  const whole = readStacks(root, file, session, options.parameters ?? {});
  const found = withoutRepetition([...session.found, ...sound(session.problems, session.found)]);
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

/** What is wrong with what a file says: of a file that is not read in full, nobody knows what it says. */
function sound(problems: readonly Problem[], found: readonly Problem[]): readonly Problem[] {
  const damaged = new Set(found.flatMap(({ lost }) => lost?.file ?? []));
  return problems.filter(({ at }) => !damaged.has(at.file));
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
