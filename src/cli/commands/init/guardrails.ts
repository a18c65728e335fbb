import { usual, type Survey, type Usage } from './survey.js';

/** Something that only the organisation knows, and the rule that asks for it. */
export interface Guardrail {
  readonly rule: string;
  /** What is asked, on a terminal. */
  readonly question: string;
  /** What stands for it until it is filled in: angle brackets mark a place, which the linter takes as not written. */
  readonly place: string;
  readonly usage: (survey: Survey) => Usage;
  /** What has it, for `6 of 8 functions`. */
  readonly users: string;
  /** How the rule's options name the answers. */
  readonly options: (patterns: readonly string[]) => Readonly<Record<string, unknown>>;
}

export const guardrails: readonly Guardrail[] = [
  {
    rule: 'function-required-layers',
    question: 'Layers that every function has to include (ARNs without a version, * for any text)',
    place: '<ARN of a layer that every function has to include, without a version>',
    usage: ({ layers }) => layers,
    users: 'zip functions',
    options: (patterns) => ({ layers: patterns.map((arn) => ({ arn })) }),
  },
  {
    rule: 'function-code-signing',
    question: 'Code-signing configurations that functions may use (ARNs)',
    place: "<ARN of the organisation's code-signing configuration>",
    usage: ({ signing }) => signing,
    users: 'zip functions',
    options: (allowedConfigArns) => ({ allowedConfigArns }),
  },
  {
    rule: 'role-boundary-allowed',
    question: 'Policies that may be the permissions boundary of a role (ARNs)',
    place: '<ARN of the permissions boundary that roles have to have>',
    usage: ({ boundaries }) => boundaries,
    users: 'roles',
    options: (allowed) => ({ allowed }),
  },
  {
    rule: 'api-standard-authorizer',
    question: "Functions of the organisation's Lambda authorizers (ARNs, such as arn:aws:lambda:*:*:function:NAME)",
    place: "<ARN of the function of the organisation's authorizer>",
    usage: ({ authorizers }) => authorizers,
    users: 'authorizers',
    options: (patterns) => ({ allowed: patterns.map((functionArn) => ({ type: 'lambda', functionArn })) }),
  },
];

/** What templates use already, and how widely: `6 of 8 functions`. */
export function proposalOf({ usage, users }: Guardrail, survey: Survey): { patterns: string[]; why: string } {
  const told = usage(survey);
  const found = usual(told);
  const why = found.map(({ count }) => `${String(count)} of ${String(told.of)}`).join(' and ');
  return { patterns: found.map(({ pattern }) => pattern), why: `${why} ${users}` };
}
