import { type ActiveRule, activeRules } from './engine/active.js';
import { ConfiguredUses } from './engine/suppressions/configured-uses.js';
import type { ConfiguredSuppression } from './engine/suppressions/configured.js';
import { type ConstructOf, Sources } from './engine/constructs.js';
import type { Finding, Peer, Severity, Suppressed, Undecided } from './engine/finding.js';
import { inReadingOrder } from './engine/order.js';
import { ownParameters, recognisedAs, sourceDirectory } from './engine/recognised.js';
import type { LintReport, LintedFile } from './engine/report.js';
import { runRules } from './engine/run.js';
import { acrossTemplates, isAboutSuppressions, suppress } from './engine/suppressions/suppress.js';
import { unknownFindings } from './engine/undecided.js';
import { diagramOf } from './graph/diagram/draw.js';
import { Graph, type KnownPolicy } from './graph/graph.js';
import { parse, type Parsed } from './parsers/parse.js';
import type { ReadHcl } from './parsers/terraform/hcl/syntax.js';
import { findSources } from './parsers/terraform/sources/root.js';
import type { AnyRule, RuleSetting } from './rules/define.js';
import { rules as allRules } from './rules/index.js';
import type { Location, SourceFile } from './source/source.js';
import type { Scalar } from './template/node.js';
import { emptyTemplate } from './template/template.js';

/** How files are linted; only the day has no default. */
export interface LintOptions {
  /** The rules to run on a file, by id; without it, all rules at their own severity. */
  readonly rules?: (path: string) => ReadonlyMap<string, RuleSetting>;
  /** Values of template parameters, for a file. */
  readonly parameters?: (path: string) => Readonly<Record<string, Scalar>>;
  /** Documents of policies that templates name and which are made elsewhere, for a file; of several that match an ARN, the first counts. */
  readonly policies?: (path: string) => readonly KnownPolicy[];
  /** Reads another file that a template names: a nested stack, an OpenAPI document. The path is joined already. */
  readonly read?: (path: string) => SourceFile | string | undefined;
  /** The `.tf` files around a plan, so that findings can be shown there. */
  readonly terraform?: TerraformSources;
  /** The constructs that made a template's resources, so that findings can be shown in the code of them. */
  readonly constructs?: ConstructOf;
  /** What an undecided check counts as. */
  readonly unknown?: (path: string) => Severity | 'ignore';
  /** `false`: comments and metadata silence nothing. */
  readonly inlineSuppressions?: boolean;
  /** Whether to draw each file: {@link LintedFile.diagram}. */
  readonly diagrams?: boolean;
  /** Suppressions of the configuration, for a file. */
  readonly suppressions?: (path: string) => readonly ConfiguredSuppression[];
  /** Whether the files are all that a suppression of the configuration may be for: only then is it said to silence nothing. */
  readonly isWhole?: (suppression: ConfiguredSuppression) => boolean;
  /** Other tools whose suppressions count, for a file. */
  readonly honor?: (path: string) => readonly Peer[];
  /** The day that rules with dates are judged on. */
  readonly today: Date;
  /** Called with the path of a file when it is begun, and before each rule: for somebody who waits. */
  readonly step?: (path: string) => void;
  /** Rules instead of the built-in ones. */
  readonly ruleset?: readonly AnyRule[];
  /** Rules beside them. */
  readonly plugins?: readonly AnyRule[];
}

/** The `.tf` files that plans were made from. */
export interface TerraformSources {
  /** Reads the text of a `.tf` file. */
  readonly readHcl: ReadHcl;
  /** The `.tf` files of a directory; none where there is no such directory. */
  readonly files: (directory: string) => readonly SourceFile[];
  /** The directories in which the plan of a path may have been made, the likeliest first. */
  readonly directories: (path: string) => readonly string[];
}

/**
 * Lints files one after another; what one file holds never changes what is said of another. Synchronous and pure: it reads
 * no disk, clock, environment or network.
 *
 * @param files templates with their paths, as findings are to show them
 * @returns findings in reading order, what could not be decided, what is suppressed, and what each file was recognised as
 */
export function lint(files: readonly SourceFile[], options: LintOptions): LintReport {
  const ruleset = [...(options.ruleset ?? allRules), ...(options.plugins ?? [])];
  const run: Run = {
    options,
    active: activeRules(ruleset, options.rules),
    // The last is what a rule is called that fails.
    known: new Set([...allRules, ...ruleset].map(({ id }) => id).concat('rule-crashed')),
    ran: new Set(),
    configured: new ConfiguredUses(),
  };
  const results = files.map((file) => {
    try {
      return lintFile(file, run);
    } catch (error) {
      return failed(file, error);
    }
  });
  const nested = new Set(results.flatMap(({ nests }) => nests));
  const kept = results.filter(({ linted }) => !nested.has(linted.path));
  return {
    files: results.map(({ linted }) =>
      nested.has(linted.path) ? { path: linted.path, skipped: 'is linted with the template that names it' } : linted,
    ),
    findings: [
      ...(options.constructs === undefined ? kept.flatMap(({ findings }) => findings) : acrossTemplates(kept)),
      ...run.configured.judge({ active: run.active, today: options.today, isWhole: options.isWhole }),
    ],
    undecided: kept.flatMap(({ undecided }) => undecided),
    suppressed: kept.flatMap(({ suppressed }) => suppressed),
    rules: ruleset.map(({ id }) => id).filter((id) => run.ran.has(id)),
  };
}

/** What all files of a run share. */
interface Run {
  readonly options: LintOptions;
  /** The rules that are on for a file. */
  readonly active: (path: string) => readonly ActiveRule[];
  /** Ids of all rules. */
  readonly known: ReadonlySet<string>;
  /** Ids of the rules that were run. */
  readonly ran: Set<string>;
  /** What the suppressions of the configuration come to in all files. */
  readonly configured: ConfiguredUses;
}

interface FileResult {
  readonly linted: LintedFile;
  readonly findings: readonly Finding[];
  readonly undecided: readonly Undecided[];
  readonly suppressed: readonly Suppressed[];
  /** Suppressions that silence something. */
  readonly needed: readonly Location[];
  /** Paths of the templates that are linted with this one. */
  readonly nests: readonly string[];
}

const notLinted = (linted: LintedFile): FileResult => ({
  linted,
  findings: [],
  undecided: [],
  suppressed: [],
  needed: [],
  nests: [],
});

/** A fault of ours in one file must not lose the others. */
function failed(file: SourceFile, error: unknown): FileResult {
  const words = error instanceof Error ? error.message : String(error);
  const unusable = `can't be linted: ${words.split('\n')[0] ?? ''}. This is a fault of lambda-lint; please report it`;
  return notLinted({ path: file.path, file, skipped: unusable, unusable });
}

function lintFile(file: SourceFile, run: Run): FileResult {
  const { options } = run;
  const step = () => options.step?.(file.path);
  step();
  const parsed = parseFile(file, options);
  const { skipped = parsed.unusable, unusable, unrecognised } = parsed;
  if (skipped !== undefined) {
    return notLinted({
      path: file.path,
      file,
      skipped,
      ...(unrecognised && { unrecognised }),
      ...(unusable !== undefined && { unusable }),
    });
  }
  // Of a file of which nothing can be read, the problems are judged like all others.
  const template = parsed.template ?? emptyTemplate(file, parsed.problems);
  const active = run.active(file.path);
  for (const { rule } of active) run.ran.add(rule.id);
  const graph = new Graph(template, options.policies?.(file.path) ?? [], readerOf(options));
  const others = active.filter(({ rule }) => !isAboutSuppressions(rule));
  const outcome = runRules(graph, others, options.today, step);
  const unknown = unknownFindings(outcome.undecided, options.unknown?.(file.path) ?? 'ignore');
  const code = Sources.of(template, options.constructs);
  const told = [...outcome.findings, ...unknown].map((finding) => code?.place(finding) ?? finding);
  const undecided = outcome.undecided.map((each) => code?.undecided(each) ?? each);
  const suppressions = options.suppressions?.(file.path) ?? [];
  const { findings, suppressed, used, needed } = suppress(graph, told, undecided, {
    known: run.known,
    active,
    today: options.today,
    inline: options.inlineSuppressions !== false,
    configured: suppressions,
    honored: options.honor?.(file.path) ?? [],
    code,
  });
  run.configured.note(file.path, [file, ...template.files, ...(code?.files ?? [])], suppressions, used);
  const rooted = findings.map((finding) =>
    finding.at.file.path === file.path ? finding : { ...finding, root: file.path },
  );
  return {
    linted: lintedFile(file, parsed.template !== undefined, graph, options),
    findings: rooted.sort(inReadingOrder),
    undecided,
    suppressed,
    needed,
    nests: template.files.map(({ path }) => path).filter((path) => path !== file.path),
  };
}

function readerOf({ read }: LintOptions): ((path: string) => SourceFile | undefined) | undefined {
  return (
    read &&
    ((path) => {
      const found = read(path);
      return typeof found === 'string' ? { path, text: found } : found;
    })
  );
}

/** Reads a file with what belongs to it. */
function parseFile(file: SourceFile, options: LintOptions): Parsed {
  const { parameters, terraform } = options;
  const read = readerOf(options);
  return parse(file, {
    parameters: parameters?.(file.path) ?? {},
    ...(read && { read }),
    ...(terraform && {
      sources: findSources({ ...terraform, read: (path) => read?.(path) }, terraform.directories(file.path)),
    }),
  });
}

/** What is said of a file that was linted. */
function lintedFile(file: SourceFile, isReadable: boolean, graph: Graph, options: LintOptions): LintedFile {
  const { template } = graph;
  const { path } = file;
  const { unread = 0, problems } = template;
  const sources = sourceDirectory(template);
  const isGiven = Object.keys(options.parameters?.(path) ?? {}).length > 0;
  const isPartly = !isReadable || problems.some(({ lost }) => lost !== undefined);
  return {
    path,
    file,
    recognisedAs: recognisedAs(template, isReadable),
    ...(unread > 0 && { unread }),
    ...(sources !== undefined && { sources }),
    ...(isGiven && { parameters: ownParameters(template) }),
    ...(options.diagrams === true && { diagram: diagramOf(graph) }),
    ...(isPartly && { partly: true }),
  };
}
