import { type Arguments, ref } from './plan.js';

export type Resources = Readonly<Record<string, Arguments>>;

/** What a rule finds in a plan, and what it does not. */
export interface Case {
  readonly options?: Readonly<Record<string, unknown>>;
  /** Documents of policies that are made elsewhere, by their ARNs. */
  readonly policies?: Readonly<Record<string, unknown>>;
  /** Files beside the plan, by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly fails: Resources;
  readonly says: readonly string[];
  readonly passes: Resources;
  /** What can't be told of, and why. */
  readonly undecided?: readonly [resources: Resources, says: string];
}

/** By the id of the rule. */
export type Cases = Readonly<Record<string, readonly Case[]>>;

export const fn: Arguments = { function_name: 'fn', runtime: 'nodejs22.x', role: ref('aws_iam_role.r.arn') };
