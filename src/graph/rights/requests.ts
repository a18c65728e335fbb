import type { ContextKey, Request } from '../../iam/request.js';
import type { Kind } from '../../resources/index.js';
import { isTerraform } from '../../resources/spelling.js';
import { type Hole, type Parts, type Text, ownAccount, textOf } from '../../values/text.js';
import { type Value, absent } from '../../values/value.js';
import { layerArn } from '../functions/layers.js';
import type { Graph } from '../graph.js';
import { givenName } from '../naming.js';
import type { AnyResource, Link, Resource, Spot } from '../resource.js';
import { creating, creations } from './creations.data.js';
import { fixed, ofBlocks, ofLink, ofLinks, ofTags, ofTexts, ofValue, open } from './context-keys.js';
import { isGroup } from './policy-homes.js';
import { generatedName, generatedRoleName } from './names.js';

/** The kinds of resources of whose requests more is known than action and resource. */
const detailed = [
  'function',
  'functionUrl',
  'permission',
  'mapping',
  'role',
  'restDomain',
  'httpDomain',
  'restAuthorizer',
  'httpAuthorizer',
  'stateMachine',
  'restApi',
] as const satisfies readonly Kind[];

/** The kinds of resources of which it is known what their deployment asks of AWS. */
export const requesting = [...new Set([...detailed, ...creating])];

/**
 * What a deployment asks of AWS to create a resource, and what of it policies can have conditions on. Changes of what is deployed already are
 * not told of.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html
 */
export function requestsOf(resource: Resource<(typeof requesting)[number]>, graph: Graph): readonly Request[] {
  switch (resource.kind) {
    case 'function':
      return [creation(resource, graph), ...passing(resource.role, 'lambda.amazonaws.com', graph)];
    case 'functionUrl':
      return [
        {
          action: 'lambda:CreateFunctionUrlConfig',
          resource: functionArn(resource.function, resource, graph),
          keys: [ofValue('lambda:FunctionUrlAuthType', resource.authType)],
        },
      ];
    case 'permission':
      return [
        {
          action: 'lambda:AddPermission',
          resource: functionArn(resource.function, resource, graph),
          keys: [
            ofValue('lambda:Principal', resource.principal),
            ofValue('lambda:FunctionUrlAuthType', resource.urlAuthType),
          ],
        },
      ];
    case 'mapping':
      return [
        {
          action: 'lambda:CreateEventSourceMapping',
          resource: arn(resource, 'lambda', 'event-source-mapping:', open('its id')),
          keys: [ofLink('lambda:FunctionArn', resource.function, (link) => functionArn(link, link, graph))],
        },
      ];
    case 'role':
      return ofRole(resource, graph);
    case 'restDomain':
      return [
        ofDomain(resource, [
          ofValue('apigateway:Request/SecurityPolicy', resource.securityPolicy),
          ofValue('apigateway:Request/EndpointType', resource.endpointTypes),
        ]),
      ];
    case 'httpDomain':
      return [
        ofDomain(resource, [
          ofBlocks('apigateway:Request/SecurityPolicy', resource.configurations, (each) => each.securityPolicy),
        ]),
      ];
    case 'restAuthorizer':
    case 'httpAuthorizer':
      return [ofAuthorizer(resource)];
    case 'stateMachine':
      return [...plain(resource), ...passing(resource.role, 'states.amazonaws.com', graph)];
    case 'restApi':
      return plain(resource, ofValue('apigateway:Request/EndpointType', resource.endpointTypes));
    default:
      return plain(resource);
  }
}

/** The request of which no more is known than the table has, and a key or two. */
function plain(resource: Resource<(typeof creating)[number]>, ...keys: readonly ContextKey[]): readonly Request[] {
  // Groups, which are users in the dictionary, are created otherwise.
  if (resource.kind === 'user' && isGroup(resource)) return [];
  const [action, pattern] = creations[resource.kind];
  const [before = '', behind] = pattern.split(/\{name\}|(?<=.)\*$/);
  const own = givenName(resource) ?? absent({ name: resource.name, at: resource.at });
  const generated = (): Text => textOf([open(`\${the name of ${resource.name}}`)], resource.at);
  const name = behind === undefined ? [] : nameOf(own, generated);
  const parts = before.split(/(\{\w+\})/).map((part) => holes[part] ?? part);
  return [{ action, resource: textOf([...parts, ...name], resource.at), keys }];
}

function creation(fn: Resource<'function'>, graph: Graph): Request {
  const { functionName, tags, subnets } = fn;
  const name = nameOf(functionName, () => generatedName(fn, graph));
  const vpcs = ofLinks('lambda:VpcIds', subnets);
  return {
    action: 'lambda:CreateFunction',
    resource: arn(fn, 'lambda', 'function:', ...name),
    keys: [
      ofLinks('lambda:Layer', fn.layers, layerArn),
      ofLink('lambda:CodeSigningConfigArn', fn.codeSigningConfig),
      ofLinks('lambda:SubnetIds', subnets),
      ofLinks('lambda:SecurityGroupIds', fn.securityGroups),
      // There is one where there are subnets; which one, only these tell.
      vpcs.state === 'known' && vpcs.values.length > 0
        ? ofTexts(vpcs.key, subnets, [textOf([open('the VPC of its subnets')], subnets.at)])
        : vpcs,
    ],
    // CloudFormation gives the tags of a stack to all of its resources.
    others: ofTags(tags, isTerraform(fn.language) ? undefined : 'the tags of the stack are known only at deployment'),
  };
}

/** Whoever creates what acts with a role has to be allowed to pass it that. */
function passing(role: Link<'role'>, to: string, graph: Graph): readonly Request[] {
  const passed =
    role.state === 'known' ? roleArn(role.resource, graph) : role.state === 'external' ? role.text : undefined;
  const [begin] = passed?.parts ?? [];
  if (passed === undefined || typeof begin !== 'string' || !begin.startsWith('arn:')) return [];
  const resource = textOf(passed.parts, role.at);
  return [{ action: 'iam:PassRole', resource, keys: [fixed('iam:PassedToService', to, role)] }];
}

function ofRole(role: Resource<'role'>, graph: Graph): readonly Request[] {
  const resource = roleArn(role, graph);
  const boundary = ofLink('iam:PermissionsBoundary', role.boundary);
  const inline = role.inlinePolicies.state === 'known' ? role.inlinePolicies.value : [];
  const managed = role.managedPolicies.state === 'known' ? role.managedPolicies.value : [];
  return [
    { action: 'iam:CreateRole', resource, keys: [boundary] },
    ...inline.slice(0, 1).map(() => ({ action: 'iam:PutRolePolicy', resource, keys: [boundary] })),
    ...managed.map((policy) => ({
      action: 'iam:AttachRolePolicy',
      resource,
      keys: [ofLink('iam:PolicyARN', policy), boundary],
    })),
  ];
}

const ofDomain = (domain: Resource<'restDomain' | 'httpDomain'>, keys: readonly ContextKey[]): Request => ({
  action: 'apigateway:POST',
  resource: gatewayArn(domain, '/domainnames'),
  keys: [...keys, ofValue('apigateway:Request/MtlsTrustStoreUri', domain.truststoreUri)],
});

const ofAuthorizer = (authorizer: Resource<'restAuthorizer' | 'httpAuthorizer'>): Request => ({
  action: 'apigateway:POST',
  resource: gatewayArn(
    authorizer,
    authorizer.kind === 'restAuthorizer' ? '/restapis/' : '/apis/',
    { name: '${ApiId}', word: true },
    '/authorizers',
  ),
  keys: [
    ofValue('apigateway:Request/AuthorizerUri', authorizer.uri),
    ofValue('apigateway:Request/AuthorizerType', authorizer.authorizerType),
  ],
});

const partition = { name: '${AWS::Partition}', word: true } as const;
const region = { name: '${AWS::Region}', word: true } as const;
const account = { name: ownAccount, word: true } as const;
const holes: Readonly<Record<string, Hole>> = {
  '{partition}': partition,
  '{region}': region,
  '{account}': account,
};

const arn = ({ at }: Spot, service: string, ...name: Parts): Text =>
  textOf(['arn:', partition, `:${service}:`, region, ':', account, ':', ...name], at);

/** API Gateway's name no account. */
const gatewayArn = ({ at }: Spot, ...path: Parts): Text =>
  textOf(['arn:', partition, ':apigateway:', region, '::', ...path], at);

function roleArn(role: Resource<'role'>, graph: Graph): Text {
  const { path, roleName } = role;
  const below =
    path.state === 'known' ? path.value.parts : path.state === 'absent' ? ['/'] : [open(`\${${path.name}}`)];
  const name = nameOf(roleName, () => generatedRoleName(role, graph));
  return textOf(['arn:', partition, ':iam::', account, ':role', ...below, ...name], role.at);
}

function functionArn(link: Link<'function' | 'functionAlias'>, spot: Spot, graph: Graph): Text {
  if (link.state === 'external') {
    const [first] = link.text.parts;
    const isArn = typeof first === 'string' && first.startsWith('arn:');
    return isArn ? textOf(link.text.parts, spot.at) : arn(spot, 'lambda', 'function:', ...link.text.parts);
  }
  const target: AnyResource | undefined = link.state === 'known' ? link.resource : undefined;
  if (target?.kind !== 'function') return arn(spot, 'lambda', 'function:', open(`\${${link.name}}`));
  return arn(spot, 'lambda', 'function:', ...nameOf(target.functionName, () => generatedName(target, graph)));
}

function nameOf(name: Value<Text>, generated: () => Text): Parts {
  if (name.state === 'absent') return generated().parts;
  return name.state === 'known' ? name.value.parts : [open(`\${${name.name}}`)];
}
