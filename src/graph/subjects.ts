import { type Kind, kinds } from '../resources/index.js';
import type { Problem } from '../source/source.js';
import type { Authorizer } from './apis/authorizers.js';
import type { Route } from './apis/route.js';
import { authorizersOf, routesOf } from './apis/routes.js';
import { type Stage, stagesOf } from './apis/stages.js';
import { type GlobalsException, exceptionsOf } from './globals.js';
import type { Graph } from './graph.js';
import { type TemplateParameter, parametersOf } from './parameters.js';
import type { Resource } from './resource.js';
import { type Holder, holders } from './rights/holders.js';
import { type IdentityPolicy, identityPolicies } from './rights/identity-policies.js';
import { type PolicyHome, policyHomes } from './rights/policy-homes.js';
import { type TemplatedPolicies, templatedPoliciesOf } from './rights/policy-templates.js';
import type { Suppression } from './suppression.js';

/** Subjects that are no single resource. */
interface Derived {
  route: Route;
  authorizer: Authorizer;
  stage: Stage;
  identityPolicy: IdentityPolicy;
  policyHome: PolicyHome;
  parameter: TemplateParameter;
  holder: Holder;
  globalsException: GlobalsException;
  templatedPolicies: TemplatedPolicies;
  suppression: Suppression;
  problem: Fault;
}

/** Everything that a rule can be about. */
export type Subjects = { [K in Kind]: Resource<K> } & Derived;
/** What a rule says in `on`. */
export type SubjectKind = keyof Subjects;

/** Something wrong with the file itself. */
export interface Fault extends Problem {
  readonly kind: 'problem';
  readonly address: string;
  readonly owner: undefined;
  readonly condition: undefined;
}

const finders: { readonly [K in keyof Derived]: (graph: Graph) => readonly Derived[K][] } = {
  route: routesOf,
  authorizer: authorizersOf,
  stage: stagesOf,
  identityPolicy: identityPolicies,
  policyHome: policyHomes,
  parameter: parametersOf,
  holder: holders,
  globalsException: exceptionsOf,
  templatedPolicies: templatedPoliciesOf,
  suppression: ({ suppressions }) => suppressions,
  problem: ({ template }) =>
    template.problems.map((problem) => ({
      ...problem,
      kind: 'problem',
      address: '',
      owner: undefined,
      condition: undefined,
    })),
};

/** How subjects are found that are no single resource; nothing for a kind of resource. */
export const finderOf = <K extends SubjectKind>(kind: K): ((graph: Graph) => readonly Subjects[K][]) | undefined =>
  (finders as { readonly [K in SubjectKind]?: (graph: Graph) => readonly Subjects[K][] })[kind];

/** Every kind of subject, by name. */
export const subjectKinds: readonly string[] = [...Object.keys(kinds), ...Object.keys(finders)];
