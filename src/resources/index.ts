import {
  httpApi,
  httpApiOverrides,
  httpAuthorizer,
  httpRoute,
  restApi,
  restApiPolicy,
  restAuthorizer,
  restMethod,
  restResource,
  userPool,
} from './api.js';
import type { Definition } from './define.js';
import {
  codeSigningConfig,
  eventRule,
  functionAlias,
  lambdaFunction,
  layer,
  roleUser,
  signingProfile,
} from './function.js';
import { attachedPolicy, managedPolicy, policyAttachment, role, user } from './iam.js';
import { typesOf } from './spelling.js';

/** The dictionary: every kind of resource that a rule can speak of. */
export const kinds = {
  function: lambdaFunction,
  functionAlias,
  layer,
  codeSigningConfig,
  signingProfile,
  roleUser,
  eventRule,
  role,
  attachedPolicy,
  managedPolicy,
  policyAttachment,
  user,
  restApi,
  restApiPolicy,
  restResource,
  restMethod,
  restAuthorizer,
  httpApi,
  httpApiOverrides,
  httpRoute,
  httpAuthorizer,
  userPool,
};

export type Kinds = typeof kinds;
export type Kind = keyof Kinds;

/** The kind that a resource type belongs to, in any language. */
export const kindOfType: ReadonlyMap<string, Kind> = new Map(
  Object.entries<Definition>(kinds).flatMap(([kind, definition]) =>
    typesOf(definition).map((type) => [type, kind as Kind] as const),
  ),
);
