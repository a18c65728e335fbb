import { expect, test } from 'vitest';
import { plan, ref } from '../../../test/support/plan.js';
import { parse } from '../../parsers/parse.js';
import { Graph } from '../graph.js';
import type { Diagram } from './diagram.js';
import { diagramOf } from './draw.js';

/** A diagram as text: nodes that no edge leads to or from stand alone. */
function drawn(text: string): string {
  const { template } = parse({ path: 'template.yaml', text });
  if (template === undefined) throw new Error('no template');
  return print(diagramOf(new Graph(template)));
}

function print({ nodes, edges }: Diagram): string {
  const when = (given: string | undefined) => (given === undefined ? '' : ` [${given}]`);
  const spelled = new Map(
    nodes.map((node) => {
      const state = node.state === 'here' ? '' : `${node.state} `;
      const note = node.note === undefined ? '' : ` (${node.note})`;
      return [node.id, `${state}${node.noun} ${node.label}${note}${when(node.when)}`];
    }),
  );
  const joined = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return [
    ...nodes.filter(({ id }) => !joined.has(id)).map(({ id }) => spelled.get(id)),
    ...edges.map((edge) => {
      const [from, to] = [spelled.get(edge.from), spelled.get(edge.to)];
      return `${String(from)} --${edge.label}${edge.certain ? '' : '?'}${when(edge.when)}--> ${String(to)}`;
    }),
  ].join('\n');
}

test('a SAM function with all that SAM makes for it', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth: { Authorizers: { Tokens: { FunctionArn: !GetAtt Check.Arn } } }
  Check: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Runtime: nodejs22.x, Role: !ImportValue Role } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: nodejs22.x
      PermissionsBoundary: arn:aws:iam::111122223333:policy/limit
      Policies: [SQSPollerPolicy: { QueueName: q }, Statement: [{ Effect: Allow, Action: s3:GetObject, Resource: '*' }]]
      AutoPublishAlias: live
      DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Failed.Arn }
      Events:
        Get: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /x, Method: GET, Auth: { Authorizer: Tokens } } }
        Open: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /open, Method: GET } }
        Jobs: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } }
        Rows: { Type: DynamoDB, Properties: { Stream: !GetAtt Table.StreamArn, StartingPosition: LATEST } }
  Jobs: { Type: AWS::SQS::Queue }
  Failed: { Type: AWS::SQS::Queue }
  Alone: { Type: AWS::SQS::Queue }
  Table: { Type: AWS::DynamoDB::Table }
`;
  expect(drawn(text)).toMatchInlineSnapshot(`
    "function Check --acts as?--> unknown role Role (imported from another stack)
    function Fn --acts as--> role role of Fn (made by SAM)
    function Fn --dead letters--> queue Failed
    queue Jobs --feeds--> function Fn
    table Table --feeds--> function Fn
    role role of Fn (made by SAM) --has--> elsewhere policy AWSLambdaBasicExecutionRole
    role role of Fn (made by SAM) --has--> elsewhere policy AWSLambdaSQSQueueExecutionRole
    role role of Fn (made by SAM) --has--> elsewhere policy AWSLambdaDynamoDBExecutionRole
    role role of Fn (made by SAM) --has--> policy inline policy
    role role of Fn (made by SAM) --has--> policy template SQSPollerPolicy
    role role of Fn (made by SAM) --has--> policy inline policy
    role role of Fn (made by SAM) --bounded by--> elsewhere boundary limit
    REST API Api --has--> route GET /open (open)
    route GET /open (open) --calls--> function Fn
    REST API Api --has--> route GET /x
    route GET /x --guarded by--> authorizer Tokens
    route GET /x --calls--> function Fn
    authorizer Tokens --asks--> function Check
    stage live --stage of--> REST API Api
    stage Stage --stage of--> REST API Api"
  `);
});

test('conditions stand at what they are about', () => {
  const text = `
Parameters: { Stage: { Type: String, AllowedValues: [dev, prod] } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Role: !If [IsProd, !GetAtt Strict.Arn, !GetAtt Loose.Arn]
      Layers: [!If [IsProd, 'arn:aws:lambda:eu-west-1:1:layer:guard:3', !Ref AWS::NoValue]]
  Strict: { Type: AWS::IAM::Role, Condition: IsProd }
  Loose: { Type: AWS::IAM::Role }
`;
  expect(drawn(text)).toMatchInlineSnapshot(`
    "function Fn --acts as [IsProd is false]--> role Loose
    function Fn --acts as [IsProd is true]--> role Strict [IsProd is true]
    function Fn --uses [IsProd is true]--> elsewhere layer guard:3"
  `);
});

test('what has to stay hidden is not a part of a name', () => {
  const text = `
Parameters: { Token: { Type: String, NoEcho: true, Default: hunter2hunter2 } }
Resources:
  Fn: { Type: AWS::Lambda::Function, Properties: { Role: !Sub 'arn:aws:iam::111122223333:role/\${Token}' } }
`;
  expect(drawn(text)).toMatchInlineSnapshot(`"function Fn --acts as--> elsewhere role ●●●●●●●●●●●●●●"`);
});

test.each([
  ['by its verb', 'POST'],
  ['in small letters', 'post'],
  ['by reference to the method', ref('aws_api_gateway_method.m.http_method', 'POST')],
])('in Terraform, a method is joined to its integration %s', (_, verb) => {
  const api = { rest_api_id: ref('aws_api_gateway_rest_api.a.id') };
  const resource = { ...api, resource_id: ref('aws_api_gateway_rest_api.a.root_resource_id') };
  const text = plan({
    'aws_api_gateway_rest_api.a': { name: 'a' },
    'aws_api_gateway_method.m': { ...resource, http_method: 'POST', authorization: 'AWS_IAM' },
    'aws_api_gateway_integration.i': {
      ...resource,
      http_method: verb,
      type: 'AWS_PROXY',
      uri: ref('aws_lambda_function.f.invoke_arn'),
    },
    'aws_lambda_function.f': { function_name: 'f' },
  });
  expect(drawn(text)).toContain('\nroute POST / (IAM) --calls--> function aws_lambda_function.f');
});

test('whatever a mapping reads from feeds its function', () => {
  const types = ['Kinesis::Stream', 'DynamoDB::GlobalTable', 'MSK::Cluster', 'AmazonMQ::Broker', 'DocDB::DBCluster'];
  const fed = types.map(
    (type, index) => `
  Source${String(index)}: { Type: AWS::${type} }
  Reads${String(index)}:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { FunctionName: !Ref Fn, EventSourceArn: !GetAtt Source${String(index)}.Arn }`,
  );
  expect(drawn(`Resources:\n  Fn: { Type: AWS::Lambda::Function }${fed.join('')}`)).toMatchInlineSnapshot(`
    "stream Source0 --feeds--> function Fn
    table Source1 --feeds--> function Fn
    Kafka cluster Source2 --feeds--> function Fn
    broker Source3 --feeds--> function Fn
    DocumentDB cluster Source4 --feeds--> function Fn"
  `);
});
