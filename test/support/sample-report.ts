import type { RuleInfo } from '../../src/engine/report.js';
import { finding, placeOf, report } from './report.js';

const template = {
  path: 'services/my orders/template.yaml',
  text: `Transform: AWS::Serverless-2016-10-31
Resources:
  SharedRole:
    Type: AWS::IAM::Role
    Properties: {}
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Role: !GetAtt SharedRole.Arn
  Payments:
    Type: AWS::Serverless::Function
    Properties:
      Role: !GetAtt SharedRole.Arn
  Imported:
    Type: AWS::Serverless::Function
    Properties: { Role: !ImportValue role }
`,
};

const child = { path: 'services/my orders/child.yaml', text: 'Resources:\r\n  Late: {}\r\n' };

/** A report with one of everything, by hand. */
export const sample = report({
  files: [
    { path: template.path, file: template, recognisedAs: 'SAM, 3 functions' },
    { path: child.path, file: child, recognisedAs: 'CloudFormation, 1 resource' },
    { path: 'notes.json', skipped: 'is no template' },
  ],
  findings: [
    finding({
      message: 'Payments has the same role as Orders (SharedRole), so each can do what the other may',
      help: 'give each function a role of its own',
      at: placeOf(template, '!GetAtt SharedRole.Arn', 1),
      label: 'SharedRole again',
      resource: 'Payments',
      when: 'IsProd is true',
      related: [
        { at: placeOf(template, 'SharedRole'), message: 'the role' },
        { at: placeOf(template, '!GetAtt SharedRole.Arn'), message: 'Orders has it' },
        { at: placeOf(child, 'Late'), message: 'and this one, in another file' },
      ],
    }),
    finding({
      rule: 'api-route-authorizer',
      severity: 'warning',
      confidence: 'medium',
      message: 'anyone may call GET /orders',
      at: placeOf(child, 'Late'),
      resource: 'Child/Late',
      route: 'GET /orders',
      fingerprint: 'ffffffffffffffffffffffffffffffff',
    }),
    finding({
      rule: 'rule-crashed',
      severity: 'info',
      message: 'a rule crashed',
      at: placeOf(child, 'Resources'),
      fingerprint: '11111111111111111111111111111111',
    }),
  ],
  undecided: [
    {
      rule: 'role-shared',
      resource: 'Imported',
      at: placeOf(template, '!ImportValue role'),
      why: 'Role is imported from another stack',
    },
  ],
  suppressed: [
    {
      finding: finding({ at: placeOf(template, 'Orders'), resource: 'Orders', message: 'Orders is silenced' }),
      at: placeOf(template, 'SharedRole'),
      form: 'comment',
      reason: 'agreed with security',
      owner: 'payments',
    },
  ],
  rules: ['api-route-authorizer', 'role-shared'],
});

export const sampleRules: readonly RuleInfo[] = [
  {
    id: 'role-shared',
    title: 'Each function has a role of its own',
    severity: 'error',
    pillar: 'security',
    sources: ['https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html'],
  },
  {
    id: 'api-route-authorizer',
    title: 'Each route of an API has an authorizer',
    severity: 'warning',
    pillar: 'operations',
    sources: [],
    confidence: 'medium',
  },
  {
    id: 'never-ran',
    title: 'A rule that is off',
    severity: 'off',
    pillar: 'cost',
    sources: [],
  },
];
