import { expect, test } from 'vitest';
import { parseFiles, printProblems, printResources, templateOf } from '../../../../test/support/parse.js';

const api = (id: string, domain: string): string =>
  `  ${id}: { Type: AWS::Serverless::Api, Properties: { StageName: p, Domain: { DomainName: a.example, CertificateArn: c, ${domain} } } }\n`;
const app = (...apis: string[]): string => `Transform: AWS::Serverless-2016-10-31\nResources:\n${apis.join('')}`;
const domains = (text: string): string => {
  const template = templateOf(text);
  const related = template.resources.filter(({ type }) => /Domain|Mapping|Route53/.test(type));
  return printResources({ ...template, resources: related });
};

test('a domain, its mappings and its records', () => {
  const domain = 'BasePath: [v1], SecurityPolicy: TLS_1_2, Route53: { HostedZoneId: Z, IpV6: true }';
  expect(domains(app(api('A', domain)))).toMatchInlineSnapshot(`
    "ADomainName AWS::ApiGateway::DomainName {DomainName: "a.example", RegionalCertificateArn: "c", EndpointConfiguration: {Types: ["REGIONAL"]}, SecurityPolicy: "TLS_1_2"}
    Av1BasePathMapping AWS::ApiGateway::BasePathMapping {DomainName: @ADomainName, RestApiId: @A, Stage: @ApStage, BasePath: "v1"}
    ARecordSetGroup AWS::Route53::RecordSetGroup {HostedZoneId: "Z", RecordSets: [{Name: "a.example", Type: "A", AliasTarget: {HostedZoneId: @ADomainName.RegionalHostedZoneId, DNSName: @ADomainName.RegionalDomainName}}, {Name: "a.example", Type: "AAAA", AliasTarget: {HostedZoneId: @ADomainName.RegionalHostedZoneId, DNSName: @ADomainName.RegionalDomainName}}]}"
  `);
});

test('two APIs of one domain share it', () => {
  const found = domains(app(api('A', 'BasePath: a'), api('B', 'BasePath: b')));
  expect(found.match(/::DomainName /g)).toHaveLength(1);
  expect(found).toContain('BbBasePathMapping AWS::ApiGateway::BasePathMapping {DomainName: @ADomainName');
});

test('a private domain is another type', () => {
  expect(domains(app(api('A', 'EndpointConfiguration: PRIVATE, Policy: { Statement: [] }')))).toContain(
    'ADomainNameV2 AWS::ApiGateway::DomainNameV2',
  );
});

test.each([
  ['EndpointConfiguration: NOWHERE', 'has an EndpointConfiguration that is not EDGE or REGIONAL or PRIVATE'],
  ['Policy: {}', 'has a Policy but is not PRIVATE'],
  ['Route53: {}', 'Route53 of A names no hosted zone'],
])('{ %s } is refused', (domain, message) => {
  expect(printProblems(parseFiles({ 'template.yaml': app(api('A', domain)) }))).toContain(message);
});
