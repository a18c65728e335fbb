import type { Graph, SubjectKind, Subjects } from '../graph/graph.js';
import type { Spot } from '../graph/resource.js';
import type { Text, Verdict } from '../values/text.js';

// What rules may use of the layers below, by the file that has it.
export { backendOf } from '../graph/apis/answer.js';
export { type Narrowing, isForAnybody, isOpen, narrowsBy, policyOf, statementsOf } from '../graph/apis/api-policy.js';
export { type Approved, approvalOf } from '../graph/apis/approval.js';
export { managedPoliciesOf, strangersOf } from '../graph/rights/attachments.js';
export { answeredThrough } from '../graph/apis/backends.js';
export { boundaryOwner } from '../graph/rights/boundaries.js';
export { redriveOf, takesDeadLetters } from '../graph/functions/dead-letters.js';
export { type Domain, behind, frontsOf } from '../graph/apis/domains.js';
export { runsAtEdge } from '../graph/functions/edge.js';
export { disablesEndpoint, endpointTypes, isPrivate } from '../graph/apis/endpoints.js';
export { parametersIn, secretOrigins, variablesOf } from '../graph/functions/environment.js';
export { isExempt, isExemptRole, isImage, isManaged, isNamed, isOneOf, tagOf } from '../graph/functions/exempt.js';
export { subjectKinds } from '../graph/graph.js';
export { opensToKeys, waysInto } from '../graph/apis/graphql.js';
export {
  type HeldRights,
  type Holder,
  boundaryRights,
  ownFunction,
  rightsOf,
  selfOf,
} from '../graph/rights/holders.js';
export { holdingOf, isExecutionRole, judgedHolders } from '../graph/rights/identity-policies.js';
export { layerArn, layerOption, layerUses, mayApply, withSelf } from '../graph/functions/layers.js';
export { isForAll } from '../graph/apis/limits.js';
export { logTargetOf } from '../graph/functions/log-groups.js';
export { generatedRoleName } from '../graph/rights/names.js';
export { isGiven } from '../graph/naming.js';
export { guardedBy, routesAt, routesNear } from '../graph/apis/near-routes.js';
export { covers, networkLimit, refusesStrangers } from '../graph/apis/network.js';
export {
  giverOf,
  isForUrl,
  isGivenText,
  isOfAnySource,
  serviceOf,
  targetOf,
  urlBeside,
} from '../graph/rights/permissions.js';
export { anyOf, here, listOf, rangeOf, spell, spellLink, wordOf } from '../graph/phrases.js';
export { isGroup, policyFaults } from '../graph/rights/policy-homes.js';
export { isOfTemplate } from '../graph/rights/policy-templates.js';
export { remedyOf } from '../graph/apis/remedy.js';
export { keptApart, limiting, policyService, sayActions, statementsIn } from '../graph/rights/resource-policies.js';
export { type Spot } from '../graph/resource.js';
export { roleIdentity } from '../graph/rights/roles.js';
export { type Route, matchesRoute, spellRoute } from '../graph/apis/route.js';
export {
  entropyOf,
  mayBeSecret,
  saysPlace,
  saysSecret,
  secretIn,
  secretNames,
} from '../graph/functions/secret-words.js';
export { type Stage } from '../graph/apis/stages.js';
export { asyncTriggers, failureDestination, failureWord } from '../graph/functions/triggers.js';
export { calledBy, urlsLike } from '../graph/functions/urls.js';
export { keysOf, onlySendsMail } from '../graph/rights/users.js';
export { arnOf, distributionsBefore, protectionOf } from '../graph/apis/waf.js';
export { awsLayers } from '../resources/aws-layers.data.js';
export { type RuntimeDates, datesOf, isOsOnly, runtimeDataDate, successorOf } from '../resources/runtimes.data.js';
export { dayOf, daysUntil } from '../source/day.js';
export { isWithin } from '../source/source.js';
export { type Text, globOf, mayBeStar, whyOpen, wholeText } from '../values/text.js';

/** How much a finding weighs: errors fail a run, warnings only beyond a limit that is asked for. */
export type Severity = 'error' | 'warning' | 'info';

/** One option of a rule, as a property of a JSON Schema. */
export type OptionSchema = {
  readonly description: string;
  readonly default?: unknown;
} & (
  | { readonly type: 'boolean'; readonly default: boolean }
  | {
      readonly type: 'number' | 'integer';
      readonly default: number;
      readonly minimum?: number;
      readonly maximum?: number;
    }
  | {
      readonly type: 'string';
      readonly default: string;
      readonly enum?: readonly string[];
      readonly pattern?: string;
    }
  | {
      readonly type: 'array';
      readonly default: readonly unknown[];
      readonly items: ItemSchema;
      readonly uniqueItems?: boolean;
    }
);

/** What an item of a list, or a property of such an item, may be. */
export type ItemSchema =
  | {
      readonly type: 'string';
      readonly enum?: readonly string[];
      readonly pattern?: string;
      readonly description?: string;
    }
  | { readonly type: 'integer' | 'number'; readonly minimum?: number; readonly description?: string }
  | { readonly type: 'boolean'; readonly description?: string }
  | { readonly type: 'array'; readonly items: ItemSchema; readonly description?: string }
  | {
      readonly type: 'object';
      readonly properties: Readonly<Record<string, ItemSchema>>;
      readonly required?: readonly string[];
      readonly additionalProperties: false;
      readonly description?: string;
    };

/** The options that a rule has, by name. */
export type Options = Readonly<Record<string, OptionSchema>>;

/** The option that says whose rights are judged: all, or those of execution roles. */
export const allRolesOption = {
  type: 'boolean',
  default: false,
  description:
    'Whether roles that no serverless service acts with, users, groups and unattached policies are judged, too.',
} as const;

/** The options that say which functions are judged: see {@link isManaged}. */
export const managedOptions = {
  osOnly: {
    type: 'boolean',
    default: true,
    description:
      'Whether functions with an OS-only runtime (`provided.al2023`) are judged, too; AWS Config passes them over.',
  },
  images: {
    type: 'boolean',
    default: true,
    description: 'Whether functions that are container images are judged, too; AWS Config passes them over.',
  },
} as const;

type ItemOf<S extends ItemSchema> = S extends { readonly enum: readonly (infer E)[] }
  ? E
  : S extends { readonly type: 'string' }
    ? string
    : S extends { readonly type: 'integer' | 'number' }
      ? number
      : S extends { readonly type: 'boolean' }
        ? boolean
        : S extends { readonly type: 'array'; readonly items: infer I extends ItemSchema }
          ? readonly ItemOf<I>[]
          : S extends {
                readonly type: 'object';
                readonly properties: infer P extends Readonly<Record<string, ItemSchema>>;
              }
            ? ObjectOf<P, S extends { readonly required: readonly (infer R)[] } ? R : never>
            : never;

type ObjectOf<P extends Readonly<Record<string, ItemSchema>>, Required> = {
  readonly [N in keyof P as N extends Required ? N : never]: ItemOf<P[N]>;
} & {
  readonly [N in keyof P as N extends Required ? never : N]?: ItemOf<P[N]>;
};

/** The values that a rule sees for its options: written by the user, or the defaults. */
export type OptionsOf<O extends Options> = {
  readonly [N in keyof O]: O[N] extends { readonly type: 'boolean' }
    ? boolean
    : O[N] extends { readonly type: 'array'; readonly items: infer I extends ItemSchema }
      ? readonly ItemOf<I>[]
      : O[N] extends { readonly type: 'string'; readonly enum: readonly (infer E)[] }
        ? E
        : O[N] extends { readonly type: 'string' }
          ? string
          : number;
};

/** Everything about a rule that is said once and printed in many places. */
export interface RuleMeta<O extends Options = Options> {
  /** Subject first, then the guardrail or the defect; equal to the file's name. */
  readonly id: string;
  /** The guardrail in one sentence, without a full stop. */
  readonly title: string;
  /** `off`: silent until a configuration switches it on. */
  readonly severity: Severity | 'off';
  readonly confidence?: 'high' | 'medium';
  readonly pillar: 'security' | 'reliability' | 'cost' | 'operations' | 'performance';
  readonly since: string;
  /** Pages of AWS that the rule rests on. */
  readonly sources: readonly string[];
  /** What other tools call it. */
  readonly peers: Readonly<Record<string, readonly string[]>>;
  readonly options: O;
  /** What it is in presets other than `recommended`, where it differs: a severity, or that and options. */
  readonly presets?: Readonly<
    Partial<Record<'strict' | 'config-parity', Severity | readonly [Severity, Partial<OptionsOf<NoInfer<O>>>]>>
  >;
}

/** What a rule says of a place. */
export interface Report {
  readonly at: Spot;
  /** What is wrong and why it matters, naming the resource; no full stop. */
  readonly message: string;
  /** What to do, as an imperative; no full stop. */
  readonly help: string;
  /** A few words on the place itself. */
  readonly label?: string;
  readonly related?: readonly { readonly at: Spot; readonly message: string }[];
  /** Lower than the configured severity where this finding weighs less. */
  readonly atMost?: Severity;
  readonly confidence?: 'high' | 'medium';
  /** Method and path, where it is about one route. */
  readonly route?: string;
  /** The resource that it is about, where that is not the one that is checked. */
  readonly about?: { readonly owner: string };
  /** Tells several findings of one rule about one resource apart, in a way that edits elsewhere don't change. */
  readonly subject?: string;
  /** Text of the template that is a secret: no output shows it, whoever speaks of the lines that hold it. */
  readonly secret?: string;
}

/** What a check may use beside its subject. */
export interface Context<O extends Options = Options> {
  readonly graph: Graph;
  readonly options: OptionsOf<O>;
  /** The day on which the check is made. */
  readonly today: Date;
  readonly report: (report: Report) => void;
  /** Whether a text matches one of some globs; a `maybe` makes the check undecided unless it finds something. */
  readonly matches: (text: Text, globs: readonly string[]) => Verdict;
  /** Says that the check can't tell, and why. */
  readonly undecided: (why: string, at: Spot) => void;
}

/** One guardrail: looked at for every subject of a kind, in every world in which that subject exists. */
export interface Rule<K extends SubjectKind = SubjectKind, O extends Options = Options> extends RuleMeta<O> {
  /** The kind of subject, or several. */
  readonly on: K | readonly K[];
  check(subject: Subjects[K], context: Context<O>): void;
}

/** A rule whose subject and options are of no matter to who runs it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the one place where rules of all kinds stand together
export interface AnyRule extends Rule<any, any> {
  readonly on: SubjectKind | readonly SubjectKind[];
}

/** A rule as it is declared: what is not said of it has a default. */
export interface DeclaredRule<K extends SubjectKind, O extends Options>
  extends
    Pick<RuleMeta<O>, 'id' | 'title' | 'severity' | 'confidence' | 'presets'>,
    Partial<Pick<RuleMeta, 'pillar' | 'since' | 'sources' | 'peers'>>,
    Pick<Rule<K, O>, 'on' | 'check'> {
  readonly options?: O;
}

const unsaid = { pillar: 'operations', since: '', sources: [], peers: {}, options: {} } as const;

/** Works something out of a rule's options: once, however many subjects and files are judged by them. */
export function ofOptions<O extends object, T>(make: (options: O) => T): (options: O) => T {
  const known = new WeakMap<O, { readonly made: T }>();
  return (options) => {
    const { made } = known.get(options) ?? { made: make(options) };
    if (!known.has(options)) known.set(options, { made });
    return made;
  };
}

/** Declares a rule; subject and options are inferred from `on` and `options`. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- a rule that declares no options has none
export function defineRule<const K extends SubjectKind, const O extends Options = {}>(
  rule: DeclaredRule<K, O>,
): Rule<K, O> {
  return { ...unsaid, ...rule } as Rule<K, O>;
}
