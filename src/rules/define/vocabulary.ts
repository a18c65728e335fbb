/** What rules may use of the layers below, by the file that has it. A rule gets it from `./define.js`, as all that it needs. */
export { aliasRemedy, leadsToLatest, namedAliasesOf, strangeAlias } from '../../graph/functions/aliases.js';
export { backendOf } from '../../graph/apis/answer.js';
export {
  type Narrowing,
  isForAnybody,
  isOpen,
  narrowsBy,
  policyOf,
  statementsOf,
} from '../../graph/apis/api-policy.js';
export { type Approved, approvalOf } from '../../graph/apis/approval.js';
export { givenBy } from '../../graph/rights/attachments.js';
export { isJudged, neededFor } from '../../code/uses.js';
export { type RoleUse, actionsOfLambda, useOf } from '../../graph/rights/code-rights.js';
export { type NeededCall, neededCalls } from '../../graph/functions/needed-calls.js';
export { callsOf } from '../../graph/apis/backends.js';
export { boundaryOwner, boundaryRemedy } from '../../graph/rights/boundaries.js';
export { redriveOf, takesDeadLetters } from '../../graph/functions/dead-letters.js';
export { type Cors, corsInHeaders, corsOfApi, corsOfBody, corsOfRoute, isAnyOrigin } from '../../graph/apis/cors.js';
export { type Domain, behind, frontsOf } from '../../graph/apis/domains.js';
export { invokersOf, onlyFunctionBehind, servicesOf, sharesRole } from '../../graph/functions/breadth.js';
export { runsAtEdge } from '../../graph/functions/edge.js';
export { disablesEndpoint, endpointTypes, isPrivate } from '../../graph/apis/endpoints.js';
export { type Feed, feedsOf, holdsFeed, isToldToLoop } from '../../graph/functions/feeds.js';
export {
  letInByService,
  neededActions,
  needsOfFunction,
  needsOfInvokeConfig,
  needsOfMapping,
} from '../../graph/functions/needs.js';
export { type Keeper, emptyOf, keeperFor, lackOf } from '../../graph/functions/lacks.js';
export { deliveriesOf } from '../../graph/rights/deliveries.js';
export { needsOfStateMachine } from '../../graph/states/needs.js';
export { parametersIn, secretOrigins, variablesOf } from '../../graph/functions/environment.js';
export { isExempt, isExemptRole, isImage, isManaged, isNamed, isOneOf, tagOf } from '../../graph/functions/exempt.js';
export { subjectKinds } from '../../graph/subjects.js';
export { opensToKeys, waysInto } from '../../graph/apis/graphql.js';
export {
  type HeldRights,
  type Holder,
  boundaryRights,
  ownFunction,
  rightsOf,
  selfOf,
  writtenActions,
} from '../../graph/rights/holders.js';
export {
  type IdentityPolicy,
  holdingOf,
  isExecutionRole,
  judgedHolders,
  spellGiver,
} from '../../graph/rights/identity-policies.js';
export { logFormatOf, namesVariable } from '../../graph/apis/log-format.js';
export { imageOf, isFrom, isLatest, isLocalImage, isYetToBuild, mayMove } from '../../graph/functions/images.js';
export { layerArn, layerOption, layerUses, mayApply, withSelf } from '../../graph/functions/layers.js';
export { type LogTarget, isOfFunction, logGroupNames, logTargetOf } from '../../graph/functions/log-groups.js';
export { keeperOf } from '../../graph/encryption.js';
export { rolesForGuests, rolesOfPool } from '../../graph/rights/guests.js';
export { generatedRoleName } from '../../graph/rights/names.js';
export { isGiven } from '../../graph/naming.js';
export { guardedBy, routesAt, routesBeside, routesNear, routesOf } from '../../graph/apis/near-routes.js';
export { covers, networkLimit, refusesStrangers } from '../../graph/apis/network.js';
export {
  authorizersOf,
  giverOf,
  isForUrl,
  isGivenText,
  isOfAnySource,
  permissionsBeside,
  permissionsOf,
  serviceOf,
  targetOf,
  urlBeside,
} from '../../graph/rights/permissions.js';
export { isQualified, qualifierRemedy } from '../../graph/rights/qualifiers.js';
export { spellOwn } from '../../graph/own.js';
export { federatedName } from '../../graph/rights/issuers.js';
export { spellArns } from '../../graph/rights/own-arns.js';
export { anyOf, here, listOf, rangeOf, spell, spellLink, spellNamed, wordOf } from '../../graph/phrases.js';
export { othersIn } from '../../graph/rights/others.js';
export { isGroup, policyFaults, writtenDocuments, writtenStatements } from '../../graph/rights/policy-homes.js';
export { guardrailsDeny } from '../../graph/rights/guardrails.js';
export { iamRemedyOf, remedyOf } from '../../graph/apis/remedy.js';
export {
  keptApart,
  limiting,
  policiesOn,
  policyService,
  readStatements,
  sayActions,
  sayAllBut,
  statementsIn,
} from '../../graph/rights/resource-policies.js';
export { routeArnSegments } from '../../graph/apis/route-arns.js';
export { type Resource, type Spot } from '../../graph/resource.js';
export { requesting, requestsOf } from '../../graph/rights/requests.js';
export { spellKey } from '../../graph/rights/context-keys.js';
export { type ShownPolicy, shownPolicies } from '../../graph/rights/known-policies.js';
export { functionsWith, otherRoleUsers } from '../../graph/rights/role-users.js';
export { roleIdentity } from '../../graph/rights/roles.js';
export { type Authorizer } from '../../graph/apis/authorizers.js';
export { scopesOf } from '../../graph/apis/scopes.js';
export { type Route, matchesRoute, spellRoute, takesAll } from '../../graph/apis/route.js';
export { isSecretOf, saysPlace, saysSecret, secretNames } from '../../graph/functions/secret-words.js';
export { tagsOf, wordsOn, writtenSecret } from '../../graph/functions/written-secrets.js';
export {
  type MethodSettings,
  hasStage,
  methodSettingsOf,
  ofAllMethods,
  resourceSettings,
} from '../../graph/apis/settings.js';
export { type Stage, forAllMethods, spellStage, whatCannotSet } from '../../graph/apis/stages.js';
export { provisionedOf } from '../../graph/functions/provisioned.js';
export { sourcesOf } from '../../graph/functions/sources.js';
export { isDefault } from '../../graph/networks/defaults.js';
export { type Outlet, defaultGroupOf, egressOf, functionsIn, rangesOf } from '../../graph/networks/egress.js';
export { allowsEverything, endpointPolicies, isServiceOf } from '../../graph/networks/endpoint-policies.js';
export { flowLogsOf, usersOfVpc } from '../../graph/networks/flow-logs.js';
export { type EndpointService, endpointServices } from '../../graph/networks/endpoint-services.data.js';
export { type WayOut, endpointsFor, hasEndpoint, stackWith, wayOutOf } from '../../graph/networks/ways-out.js';
export { type DefaultRoute, defaultRouteOf, zonesOf } from '../../graph/networks/subnets.js';
export { asyncTriggers, failureDestination, failureWord } from '../../graph/functions/triggers.js';
export {
  integrationAt,
  integrationBehind,
  integrationIn,
  transportOf,
  usesVpcLink,
} from '../../graph/apis/integrations.js';
export { asksForKey, isInUsagePlan, usagePlanRemedy } from '../../graph/apis/usage-plans.js';
export { isTagged, selectionsOf } from '../../graph/backups.js';
export { replicasOf } from '../../graph/tables.js';
export { calledBy, urlsLike } from '../../graph/functions/urls.js';
export { requiredParameters, validationOf } from '../../graph/apis/validation.js';
export { keysOf, onlySendsMail } from '../../graph/rights/users.js';
export { arnOf, distributionsBefore, hasWebAcl, protectionOf } from '../../graph/apis/waf.js';
export { awsLayers } from '../../resources/aws-layers.data.js';
export { hasOnlyRetention } from '../../resources/log-group.js';
export { reservedVariables, variableName } from '../../resources/reserved-variables.data.js';
export { type RuntimeDates, datesOf, isOsOnly, runtimeDataDate, successorOf } from '../../resources/runtimes.data.js';
export { dayOf, daysUntil } from '../../source/day.js';
export { groupsOf } from '../../source/groups.js';
export { onceFor } from '../../source/once.js';
export { isWithin } from '../../source/source.js';
export { type Text, globOf, mayBeStar, printText, whyOpen, wholeText } from '../../values/text.js';
