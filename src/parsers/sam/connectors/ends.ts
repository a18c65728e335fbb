import { get, literal, reference, type Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import { build, shape } from '../build.js';
import type { SamContext } from '../context.js';
import { given, property } from '../resource.js';

/** One end of a connector, as far as the template tells. */
export interface End {
  readonly type: string;
  readonly id?: string;
  readonly arn?: Node | undefined;
  readonly role?: Node | undefined;
  readonly url?: Node | undefined;
  readonly resourceId?: Node | undefined;
  readonly name?: Node | undefined;
  readonly qualifier?: Node | undefined;
}

/** Types whose `Ref` is their ARN; all others have it as an attribute. */
const refIsArn = new Set([
  'AWS::StepFunctions::StateMachine',
  'AWS::AppSync::GraphQLApi',
  'AWS::AppSync::DataSource',
  'AWS::SNS::Topic',
]);

const roleProperties: ReadonlyMap<string, string> = new Map<string, string>(
  Object.entries({
    'AWS::Lambda::Function': 'Role',
    'AWS::StepFunctions::StateMachine': 'RoleArn',
    'AWS::AppSync::DataSource': 'ServiceRoleArn',
  }),
);

const lowTypes: ReadonlyMap<string, string> = new Map<string, string>(
  Object.entries({
    'AWS::Serverless::Function': 'AWS::Lambda::Function',
    'AWS::Serverless::StateMachine': 'AWS::StepFunctions::StateMachine',
    'AWS::Serverless::Api': 'AWS::ApiGateway::RestApi',
    'AWS::Serverless::HttpApi': 'AWS::ApiGatewayV2::Api',
    'AWS::Serverless::SimpleTable': 'AWS::DynamoDB::Table',
  }),
);

/** What one end of a connector is, by its id or by what is written of it. */
export function endOf(context: SamContext, node: Node, other: Node): End | undefined {
  const id = literal(get(node, 'Id'));
  const type = literal(get(node, 'Type'));
  if (id === undefined) {
    if (type === undefined) {
      context.problem(node.at, 'Both ends of a connector need an Id, or at least a Type', 'Set Id');
      return undefined;
    }
    return {
      type: lowTypes.get(type) ?? type,
      arn: given(get(node, 'Arn')),
      role: given(get(node, 'RoleName')),
      url: given(get(node, 'QueueUrl')),
      resourceId: given(get(node, 'ResourceId')),
      name: given(get(node, 'Name')),
      qualifier: given(get(node, 'Qualifier')),
    };
  }
  const address = context.scope + id;
  const resource = context.made.get(address) ?? context.resources.get(address);
  if (resource === undefined) {
    context.problem(
      node.at,
      `The template has no resource ${id} to connect`,
      'Use the id of a resource of this template',
    );
    return undefined;
  }
  return endOfResource(resource, node, other, context.scope);
}

function endOfResource(resource: RawResource, node: Node, other: Node, scope: string): End {
  const { address, type } = resource;
  const { at } = node;
  const self = reference(address, undefined, at);
  const graph = type === 'AWS::AppSync::GraphQLApi';
  const api = type === 'AWS::ApiGateway::RestApi' || type === 'AWS::ApiGatewayV2::Api';
  return {
    type,
    id: address,
    arn: refIsArn.has(type) ? self : reference(address, 'Arn', at),
    role: roleOf(resource, other, scope),
    url: type === 'AWS::SQS::Queue' ? self : undefined,
    resourceId: graph ? reference(address, 'ApiId', at) : api ? self : undefined,
    name: type === 'AWS::StepFunctions::StateMachine' ? reference(address, 'Name', at) : undefined,
    qualifier: given(get(node, 'Qualifier')) ?? (api ? build('*', at) : undefined),
  };
}

/** The role by which a resource acts, where it is one of the template. */
function roleOf(resource: RawResource, other: Node, scope: string): Node | undefined {
  const name = roleProperties.get(resource.type);
  const role = name === undefined ? ruleRole(resource, other, scope) : property(resource, name);
  return role?.is === 'reference' ? reference(role.to, undefined, role.at) : undefined;
}

function ruleRole(resource: RawResource, other: Node, scope: string): Node | undefined {
  const targets = property(resource, 'Targets');
  const id = literal(get(other, 'Id'));
  const arn = get(other, 'Arn');
  for (const target of targets?.is === 'list' ? targets.items : []) {
    const aim = get(target, 'Arn');
    const named = aim?.is === 'reference' && id !== undefined && aim.to === scope + id;
    if (named || (aim !== undefined && arn !== undefined && shape(aim) === shape(arn))) return get(target, 'RoleArn');
  }
  return undefined;
}
