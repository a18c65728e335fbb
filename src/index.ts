/**
 * The library: {@link lint} takes files as text and gives a report; {@link formatters} print it; {@link defineRule} declares a
 * rule. All else in the package may change between versions.
 */
export type { BaselineEntry, BaselineOutcome } from './engine/baseline.js';
export type { ConfiguredSuppression } from './engine/suppressions/configured.js';
export type { Construct, ConstructOf } from './engine/constructs.js';
export type { Finding, Peer, Place, Severity, Suppressed, SuppressionForm, Undecided } from './engine/finding.js';
export type { FormatOptions, Formatter, LintReport, LintedFile, Repository, RuleInfo } from './engine/report.js';
export {
  formatters,
  type FormatName,
  type JsonBaseline,
  type JsonFile,
  type JsonFinding,
  type JsonPlace,
  type JsonReport,
  type JsonSuppressed,
  type JsonUndecided,
} from './formatters/index.js';
export type { Graph, KnownPolicy } from './graph/graph.js';
export type { Link, Resource, Spot } from './graph/resource.js';
export type { SubjectKind, Subjects } from './graph/subjects.js';
export { lint, type LintOptions, type TerraformSources } from './lint.js';
export {
  defineRule,
  type AnyRule,
  type Context,
  type DeclaredRule,
  type Options,
  type OptionsOf,
  type Report,
  type Rule,
  type RuleMeta,
  type RuleSetting,
} from './rules/define.js';
export { rules } from './rules/index.js';
export { positionOf, type Location, type Position, type SourceFile } from './source/source.js';
export type { Text } from './values/text.js';
export type { Value } from './values/value.js';
