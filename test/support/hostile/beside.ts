/** An application whose template leads to files of every other kind that is read: a definition, an OpenAPI document, code. */
export const besideTemplate = `Transform: AWS::Serverless-2016-10-31
Resources:
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: flow.asl.yaml
      DefinitionSubstitutions: { Save: !GetAtt Save.Arn }
      Role: !GetAtt Role.Arn
  Api:
    Type: AWS::Serverless::Api
    Properties: { StageName: prod, DefinitionUri: api.yaml }
  Save:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, CodeUri: src, Handler: app.handler, Role: !GetAtt Role.Arn }
  Read:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs24.x, CodeUri: src, Handler: read.handler, Role: !GetAtt Role.Arn }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' } }
      Policies: [{ PolicyName: own, PolicyDocument: { Statement: { Effect: Allow, Action: ['dynamodb:GetItem', 'dynamodb:Scan'], Resource: '*' } } }]
`;

export const besideFiles: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'flow.asl.yaml': `StartAt: Save
States:
  Save: { Type: Task, Resource: '\${Save}', Next: Each }
  Each:
    Type: Map
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED }
      States: { Put: { Type: Task, Resource: 'arn:aws:states:::dynamodb:putItem', Parameters: { TableName: orders } } }
  Both: { Type: Parallel, Branches: [&a { States: { Run: { Type: Task, Resource: 'arn:aws:states:::ecs:runTask.sync' } } }, *a] }
`,
    'api.yaml': `openapi: 3.0.1
security: [{ Key: [] }]
paths:
  /orders:
    get: { security: [], x-amazon-apigateway-integration: { type: aws_proxy, uri: 'arn:aws:apigateway:eu-west-1:lambda:path/x' } }
components: { securitySchemes: { Key: { type: apiKey, in: header, name: x-api-key } } }
`,
    'src/app.py': `import boto3
from lib.db import table as named, other

def make(name, *more):
    return boto3.client(name, **{'region_name': 'x'})

@make.cache
def handler(event, context):
    for each in ['get_item', f"{event}"]:
        getattr(make('dynamodb'), each)(Key={'a': lambda: [x for x in (1,)]})
`,
    'src/lib/db.py': `table = "a.b" if __name__ else 'c'\n`,
    'src/read.ts': `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { key } from '@lib/key';
export const handler = async (): Promise<unknown> => new DynamoDBClient({}).send(new GetItemCommand({ Key: key() }));
`,
    'src/lib/key.ts': `export * from '../read.js';\nexport function key<T>(): T { return {} as T; }\n`,
    'src/tsconfig.json': `{ // of the compiler
  "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } }\n`,
  }),
);
