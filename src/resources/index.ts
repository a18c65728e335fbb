import {
  gatewayResponse,
  httpApi,
  httpApiOverrides,
  httpAuthorizer,
  httpRoute,
  requestValidator,
  restApi,
  restApiPolicy,
  restAuthorizer,
  restMethod,
  restResource,
  userPool,
} from './api.js';
import { identityPool, identityPoolRoles } from './cognito.js';
import { isCloudControl } from '../template/template.js';
import type { Definition } from './define.js';
import { apiMapping, basePathMapping, httpDomain, restDomain } from './domain.js';
import {
  codeSigningConfig,
  functionAlias,
  lambdaFunction,
  layer,
  provisionedConcurrency,
  recursionConfig,
  roleUser,
  signingProfile,
} from './function.js';
import { accessKey, attachedPolicy, managedPolicy, oidcProvider, policyAttachment, role, user } from './iam.js';
import { apiDestination, buildProject, eventBus, eventRule, eventTarget, schedule, taskDefinition } from './event.js';
import { channelNamespace, eventApi } from './event-api.js';
import { broker, documentCluster, kafkaCluster, stream } from './event-source.js';
import { functionUrl } from './function-url.js';
import { graphqlApi, graphqlSchema } from './graphql.js';
import { eventInvokeConfig, mapping } from './invocation.js';
import { layerPermission } from './layer-permission.js';
import { logGroup, subscriptionFilter } from './log-group.js';
import { bucket, bucketNotification, iotRule, receiptRule } from './notification.js';
import { permission } from './permission.js';
import { queue, queueRedrive, queueRedriveAllow } from './queue.js';
import {
  eventBusStatement,
  key,
  keyAlias,
  logDestination,
  otherResourcePolicy,
  repository,
  resourcePolicy,
  searchDomain,
  secret,
  secretAttachment,
} from './resource-policy.js';
import { organizationPolicy } from './organization.js';
import { stateMachine } from './state-machine.js';
import { backupSelection, globalTable, table } from './table.js';
import { topic, topicSubscription } from './topic.js';
import { httpIntegration } from './integration.js';
import {
  egressRule,
  flowLog,
  internetGateway,
  mainTableAssociation,
  nestedStack,
  routePropagation,
  routeTable,
  routeTableAssociation,
  securityGroup,
  subnet,
  tableRoute,
  vpc,
  vpcEndpoint,
  vpcEndpointPolicy,
  vpcEndpointTable,
} from './network.js';
import { cloudControlTypesOf, typesOf } from './spelling.js';
import {
  httpStage,
  restDeployment,
  restIntegration,
  restIntegrationResponse,
  restMethodSettings,
  restStage,
  usagePlan,
} from './stage.js';
import { classicAclAssociation, distribution, webAcl, webAclAssociation } from './waf.js';

/** The dictionary: every kind of resource that a rule can speak of. */
export const kinds = {
  function: lambdaFunction,
  functionAlias,
  layer,
  codeSigningConfig,
  signingProfile,
  roleUser,
  stateMachine,
  eventRule,
  eventTarget,
  apiDestination,
  buildProject,
  taskDefinition,
  schedule,
  role,
  attachedPolicy,
  managedPolicy,
  oidcProvider,
  policyAttachment,
  organizationPolicy,
  user,
  accessKey,
  resourcePolicy,
  otherResourcePolicy,
  eventBusStatement,
  table,
  globalTable,
  backupSelection,
  secret,
  secretAttachment,
  key,
  keyAlias,
  logDestination,
  repository,
  searchDomain,
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
  identityPool,
  identityPoolRoles,
  restStage,
  restDeployment,
  restMethodSettings,
  restIntegration,
  restIntegrationResponse,
  gatewayResponse,
  requestValidator,
  httpStage,
  usagePlan,
  restDomain,
  httpDomain,
  basePathMapping,
  apiMapping,
  webAcl,
  webAclAssociation,
  classicAclAssociation,
  distribution,
  eventBus,
  functionUrl,
  graphqlApi,
  graphqlSchema,
  eventApi,
  channelNamespace,
  eventInvokeConfig,
  mapping,
  stream,
  kafkaCluster,
  broker,
  documentCluster,
  layerPermission,
  permission,
  logGroup,
  subscriptionFilter,
  bucket,
  bucketNotification,
  iotRule,
  receiptRule,
  queue,
  queueRedrive,
  queueRedriveAllow,
  topic,
  topicSubscription,
  recursionConfig,
  provisionedConcurrency,
  vpc,
  subnet,
  securityGroup,
  internetGateway,
  routeTable,
  tableRoute,
  routeTableAssociation,
  mainTableAssociation,
  routePropagation,
  vpcEndpoint,
  vpcEndpointPolicy,
  vpcEndpointTable,
  flowLog,
  egressRule,
  nestedStack,
  httpIntegration,
};

/** The dictionary, by kind. */
export type Kinds = typeof kinds;
/** The name of a kind of resource: `function`, `role`, `restApi`. */
export type Kind = keyof Kinds;

/** The kind that a resource type belongs to, in any language. */
export function kindOf(type: string): Kind | undefined {
  // Types of the Cloud Control provider are derived from CloudFormation's, and few plans have any.
  if (!isCloudControl(type)) return kindOfType.get(type);
  kindOfCloudControl ??= kindsBy(cloudControlTypesOf);
  return kindOfCloudControl.get(type);
}

const kindsBy = (types: (definition: Definition) => readonly string[]): ReadonlyMap<string, Kind> => {
  const found = new Map<string, Kind>();
  for (const [kind, definition] of Object.entries<Definition>(kinds)) {
    for (const type of types(definition)) found.set(type, kind as Kind);
  }
  return found;
};

const kindOfType = kindsBy(typesOf);
let kindOfCloudControl: ReadonlyMap<string, Kind> | undefined;
