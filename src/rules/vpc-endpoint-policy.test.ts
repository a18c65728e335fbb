import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { plan, ref } from '../../test/support/plan.js';
import rule from './vpc-endpoint-policy.js';

const template = (more = '', service = "!Sub 'com.amazonaws.${AWS::Region}.s3'") => `
Parameters: { Stage: { Type: String }, Service: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties: { VpcId: vpc-1, ServiceName: ${service}${more} }
`;
const allowing = (more: string) => `, PolicyDocument: { Statement: [{ Effect: Allow, ${more} }] }`;
const everything = "Principal: '*', Action: '*', Resource: '*'";
const found = (text: string, options = {}) => lint(rule, text, { undecided: true, options });

test('without a policy', () => {
  expect(found(template())).toMatchInlineSnapshot(`
    "5:3 error Endpoint, the VPC endpoint for com.amazonaws.\${AWS::Region}.s3, has no PolicyDocument, so whoever gets into its VPC can take data out through it, to any account [vpc-endpoint-policy]
          Endpoint:
          ~~~~~~~~ no PolicyDocument
      help: set PolicyDocument to what is done through it, or to the resources and principals of your organisation (aws:ResourceOrgID, aws:PrincipalOrgID)"
  `);
  expect(found(template(', VpcEndpointType: Interface', 'com.amazonaws.eu-west-1.execute-api'))).toContain(
    'has no PolicyDocument',
  );
});

test('a policy that allows everything is as good as none', () => {
  expect(found(template(allowing(everything)))).toMatchInlineSnapshot(`
    "7:116 error the policy of Endpoint, the VPC endpoint for com.amazonaws.\${AWS::Region}.s3, allows everything to everybody, so whoever gets into its VPC can take data out through it, to any account [vpc-endpoint-policy]
            Properties: { VpcId: vpc-1, ServiceName: !Sub 'com.amazonaws.\${AWS::Region}.s3', PolicyDocument: { Statement: [{ Effect: Allow, Principal: '*', Action: '*', Resource: '*' }] } }
                                                                                                                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ everything
      help: narrow it to what is done through it, or to the resources and principals of your organisation (aws:ResourceOrgID, aws:PrincipalOrgID)"
  `);
  expect(found(template(allowing("Principal: '*', Action: ['s3:GetObject', '*'], Resource: '*'")))).toContain(
    'allows everything to everybody',
  );
  expect(found(template(allowing("Principal: { AWS: '*' }, Action: ['*'], Resource: ['*']")))).toContain(
    'allows everything to everybody',
  );
});

test.each([
  "Principal: '*', Action: 's3:GetObject', Resource: '*'",
  "Principal: '*', Action: '*', Resource: 'arn:aws:s3:::orders/*'",
  `${everything}, Condition: { StringEquals: { 'aws:PrincipalOrgID': o-1 } }`,
])('a policy of its own: %s', (statement) => {
  expect(found(template(allowing(statement)))).toBe('');
});

test('a Deny narrows what is allowed', () => {
  const policy = `, PolicyDocument: { Statement: [{ Effect: Allow, ${everything} }, { Effect: Deny, ${everything}, Condition: { StringNotEquals: { 'aws:ResourceOrgID': o-1 } } }] }`;
  expect(found(template(policy))).toBe('');
});

test('services that are not asked about', () => {
  expect(found(template('', 'com.amazonaws.eu-west-1.transcribe'))).toBe('');
  expect(found(template('', 'com.amazonaws.vpce.eu-west-1.vpce-svc-0aaa'))).toBe('');
  expect(found(template(), { services: ['sqs'] })).toBe('');
  expect(found(template('', 'com.amazonaws.eu-west-1.transcribe'), { services: ['transcribe'] })).toContain(
    'has no PolicyDocument',
  );
});

test('an endpoint of another type', () => {
  expect(found(template(', VpcEndpointType: GatewayLoadBalancer'))).toBe('');
});

test('what only the deployment knows is not guessed at', () => {
  expect(found(template('', '!Ref Service'))).toMatchInlineSnapshot(
    `"7:51 undecided Endpoint: which service Endpoint is for is known only at deployment"`,
  );
  expect(found(template(', PolicyDocument: !ImportValue policy'))).toMatchInlineSnapshot(
    `"7:115 undecided Endpoint: imported from another stack"`,
  );
  expect(found(template(allowing("Principal: '*', Action: !Ref Service, Resource: '*'")))).toMatchInlineSnapshot(
    `"7:116 undecided Endpoint: whether its policy allows everything is known only at deployment"`,
  );
  expect(found(template(allowing("Principal: '*', Action: !Ref Service, Resource: !Sub '${Service}/*'")))).toBe('');
  const part = `, PolicyDocument: { Statement: [{ Effect: Allow, ${everything} }, !ImportValue more] }`;
  expect(found(template(part))).toMatchInlineSnapshot(`"7:192 undecided Endpoint: imported from another stack"`);
  expect(found(template(', VpcEndpointType: !Ref Service'))).toMatchInlineSnapshot(
    `"7:108 undecided Endpoint: Service is given at deployment"`,
  );
});

test('only in the branch that is wrong, and says when', () => {
  const policy = "{ Statement: [{ Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: '*' }] }";
  expect(found(template(`, PolicyDocument: !If [IsProd, ${policy}, !Ref AWS::NoValue]`))).toContain(
    'when IsProd is false',
  );
});

test('without an endpoint', () => {
  expect(found('Resources: { Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } } }')).toBe('');
});

describe('Terraform without its sources', () => {
  const endpoint = { 'aws_vpc_endpoint.s3': { vpc_id: 'vpc-1', service_name: 'com.amazonaws.eu-west-1.s3' } };
  const planned = (resources: Parameters<typeof plan>[0]) =>
    lint(rule, plan(resources), { path: 'plan.json', undecided: true });
  const policy = JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }],
  });

  test('a policy that is a resource of its own', () => {
    expect(planned(endpoint)).toContain('has no policy, so whoever');
    const beside = { vpc_endpoint_id: ref('aws_vpc_endpoint.s3.id'), policy };
    expect(planned({ ...endpoint, 'aws_vpc_endpoint_policy.s3': beside })).toBe('');
  });
});
