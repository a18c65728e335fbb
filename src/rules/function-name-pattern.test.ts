import { expect, test } from 'vitest';
import rule from './function-name-pattern.js';
import { lint } from '../../test/support/lint.js';

const template = (properties: string, head = '') => `
${head}
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      ${properties}
`;

const options = { pattern: 'orders-*' };

test('without a pattern nothing is judged', () => {
  expect(lint(rule, template('FunctionName: anything'), { undecided: true })).toBe('');
});

test('a name that matches', () => {
  expect(lint(rule, template('FunctionName: orders-worker'), { options, undecided: true })).toBe('');
  expect(lint(rule, template('FunctionName: !Sub "orders-${AWS::Region}"'), { options, undecided: true })).toBe('');
});

test('a name that does not', () => {
  expect(lint(rule, template('FunctionName: worker'), { options })).toMatchInlineSnapshot(`
    "8:21 error Worker is named worker, which does not match orders-*, so the deployer may not make it [function-name-pattern]
              FunctionName: worker
                            ~~~~~~ does not match orders-*
      help: set FunctionName to a name that matches orders-*"
  `);
  expect(
    lint(rule, template('FunctionName: !Sub "${AWS::StackName}-worker"'), { options: { pattern: '*-fn' } }),
  ).toContain('Worker is named ${AWS::StackName}-worker, which does not match *-fn');
});

test('a name that is made at deployment is nothing to judge, unless a name has to be written', () => {
  expect(lint(rule, template('Timeout: 3'), { options, undecided: true })).toBe('');
  expect(lint(rule, template('Timeout: 3'), { options: { ...options, requireExplicitName: true } }))
    .toMatchInlineSnapshot(`
    "4:3 error Worker has no FunctionName, so its name is made up at deployment [function-name-pattern]
          Worker:
          ~~~~~~ no FunctionName
      help: set FunctionName to a name that matches orders-*"
  `);
  expect(lint(rule, template('Timeout: 3'), { options: { requireExplicitName: true } })).toContain(
    'help: set FunctionName',
  );
  expect(lint(rule, template('FunctionName: any'), { options: { requireExplicitName: true }, undecided: true })).toBe(
    '',
  );
});

test('a name that only the deployment knows is not guessed at', () => {
  const given = 'Parameters: { Name: { Type: String } }';
  expect(lint(rule, template('FunctionName: !Ref Name', given), { options, undecided: true })).toMatchInlineSnapshot(
    `"8:26 undecided Worker: FunctionName: Name is given at deployment"`,
  );
  const part = lint(rule, template('FunctionName: !Sub "${Name}-worker"', given), { options, undecided: true });
  expect(part).toContain('undecided Worker: parts of it are known only at deployment');
});

test('by default of a parameter, and by branch', () => {
  const standard = template('FunctionName: !Ref Name', 'Parameters: { Name: { Type: String, Default: worker } }');
  expect(lint(rule, standard, { options })).toContain('when Name keeps its default');
  const head = 'Parameters: { Stage: { Type: String } }\nConditions: { IsDev: !Equals [!Ref Stage, dev] }';
  const branch = template('FunctionName: !If [IsDev, orders-a, a]', head);
  expect(lint(rule, branch, { options })).toContain('when IsDev is false');
});

test('a function is exempt by its id, its name or a tag', () => {
  const text = template('FunctionName: worker\n      Tags: [{ Key: Shared, Value: "yes" }]');
  for (const each of ['Worker', 'work*', 'Shared=yes'])
    expect(lint(rule, text, { options: { ...options, exempt: [each] } })).toBe('');
  expect(lint(rule, text, { options: { ...options, exempt: ['Other'] } })).not.toBe('');
});

test('a function of SAM, in JSON', () => {
  const text = JSON.stringify({
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Worker: {
        Type: 'AWS::Serverless::Function',
        Properties: { FunctionName: 'worker', Handler: 'a.b', Runtime: 'nodejs22.x', CodeUri: 'src/' },
      },
    },
  });
  expect(lint(rule, text, { path: 'template.json', options })).toContain('Worker is named worker');
});
