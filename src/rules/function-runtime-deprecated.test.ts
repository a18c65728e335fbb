import { expect, test } from 'vitest';
import rule from './function-runtime-deprecated.js';
import { lint } from '../../test/support/lint.js';

/** A SAM template with one function that has some properties. */
const sam = (properties: string, rest = '') => `
Transform: AWS::Serverless-2016-10-31
${rest}
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      ${properties}
`;

const runs = (runtime: string, rest = '') => sam(`Handler: app.handler\n      Runtime: ${runtime}`, rest);

test('a runtime with which no function can be created is an error', () => {
  expect(lint(rule, runs('nodejs14.x'))).toMatchInlineSnapshot(`
    "10:16 error Worker runs on nodejs14.x, unpatched since 2023-12-04; Lambda has created no function with it since 2024-01-09 and will update none from 2027-08-31 on [function-runtime-deprecated]
              Runtime: nodejs14.x
                       ~~~~~~~~~~ blocked
      help: set Runtime to nodejs24.x"
  `);
  expect(lint(rule, runs('python3.6'))).toMatchInlineSnapshot(`
    "10:16 error Worker runs on python3.6, unpatched since 2022-07-18; Lambda has created no function with it since 2022-07-18 and has updated none since 2022-08-29 [function-runtime-deprecated]
              Runtime: python3.6
                       ~~~~~~~~~ blocked
      help: set Runtime to python3.14"
  `);
});

test('a runtime that is deprecated only is a warning', () => {
  expect(lint(rule, runs('nodejs18.x'))).toMatchInlineSnapshot(`
    "10:16 warning Worker runs on nodejs18.x, unpatched since 2025-09-01; Lambda will create no function with it from 2027-07-29 on and will update none from 2027-08-31 on [function-runtime-deprecated]
              Runtime: nodejs18.x
                       ~~~~~~~~~~ deprecated
      help: set Runtime to nodejs24.x"
  `);
});

test('a runtime that will be deprecated soon is pointed out', () => {
  const options = { warnDays: 180 };
  expect(lint(rule, runs('nodejs22.x'), { options })).toMatchInlineSnapshot(`
    "10:16 info Worker runs on nodejs22.x, unpatched from 2027-04-30 on; Lambda will create no function with it from 2027-06-01 on and will update none from 2027-07-01 on [function-runtime-deprecated]
              Runtime: nodejs22.x
                       ~~~~~~~~~~ deprecated from 2027-04-30 on
      help: set Runtime to nodejs24.x"
  `);
  expect(lint(rule, runs('nodejs22.x'))).toBe('');
});

test('the day can be given: each phase begins on its date', () => {
  const at = (asOf: string) => lint(rule, runs('java17'), { options: { asOf } }).split(' ')[1];
  expect(['2027-03-31', '2027-04-01', '2027-06-29', '2027-06-30', '2027-07-28', '2027-07-29'].map(at)).toEqual([
    undefined,
    'info',
    'info',
    'warning',
    'warning',
    'error',
  ]);
});

test('supported runtimes, and previews, pass', () => {
  for (const runtime of [
    'python3.14',
    'nodejs24.x',
    'java21',
    'java8.al2023',
    'ruby3.4',
    'dotnet10',
    'provided.al2023',
    'nodejs26.x',
  ]) {
    expect(lint(rule, runs(runtime), { undecided: true })).toBe('');
  }
});

test('runtimes that hand-made lists forget', () => {
  for (const runtime of ['python3.8', 'nodejs18.x', 'nodejs20.x', 'ruby3.2', 'dotnet6', 'dotnet8', 'python3.10']) {
    expect(lint(rule, runs(runtime))).toContain(' warning Worker runs on ');
  }
});

test('operating systems without a language', () => {
  expect(lint(rule, runs('provided.al2'))).toMatchInlineSnapshot(`
    "10:16 warning Worker runs on provided.al2, unpatched since 2026-07-31; Lambda will create no function with it from 2027-07-29 on and will update none from 2027-08-31 on [function-runtime-deprecated]
              Runtime: provided.al2
                       ~~~~~~~~~~~~ deprecated
      help: set Runtime to provided.al2023"
  `);
  expect(lint(rule, runs('go1.x'))).toMatchInlineSnapshot(`
    "10:16 error Worker runs on go1.x, unpatched since 2024-01-08; Lambda has created no function with it since 2024-02-08 and will update none from 2027-08-31 on [function-runtime-deprecated]
              Runtime: go1.x
                       ~~~~~ blocked
      help: set Runtime to provided.al2023, and bring a bootstrap executable"
  `);
});

test('a runtime that the table does not know is not guessed at', () => {
  expect(lint(rule, runs('nodejs30.x'), { undecided: true })).toMatchInlineSnapshot(
    `"10:16 undecided Worker: nodejs30.x is not among the runtimes that AWS listed in October 2026"`,
  );
  const parameters = 'Parameters: { Language: { Type: String } }';
  expect(lint(rule, runs('!Ref Language', parameters), { undecided: true })).toMatchInlineSnapshot(
    `"10:21 undecided Worker: Runtime: Language is given at deployment"`,
  );
});

test('default and allowed values of a parameter are judged', () => {
  const parameters =
    'Parameters: { Language: { Type: String, Default: nodejs24.x, AllowedValues: [nodejs24.x, nodejs14.x, nodejs18.x] } }';
  expect(lint(rule, runs('!Ref Language', parameters))).toMatchInlineSnapshot(`
    "10:21 error Worker runs on nodejs14.x, unpatched since 2023-12-04; Lambda has created no function with it since 2024-01-09 and will update none from 2027-08-31 on [function-runtime-deprecated]
              Runtime: !Ref Language
                            ~~~~~~~~ blocked
      help: set Runtime to nodejs24.x
      3:90 its value comes from here
      when Language is nodejs14.x
    10:21 warning Worker runs on nodejs18.x, unpatched since 2025-09-01; Lambda will create no function with it from 2027-07-29 on and will update none from 2027-08-31 on [function-runtime-deprecated]
              Runtime: !Ref Language
                            ~~~~~~~~ deprecated
      help: set Runtime to nodejs24.x
      3:102 its value comes from here
      when Language is nodejs18.x"
  `);
  expect(lint(rule, runs('!Ref Language', 'Parameters: { Language: { Type: String, Default: python3.6 } }')))
    .toMatchInlineSnapshot(`
    "10:21 error Worker runs on python3.6, unpatched since 2022-07-18; Lambda has created no function with it since 2022-07-18 and has updated none since 2022-08-29 [function-runtime-deprecated]
              Runtime: !Ref Language
                            ~~~~~~~~ blocked
      help: set Runtime to python3.14
      3:50 its value comes from here
      when Language keeps its default"
  `);
});

test('only in the branch that is wrong', () => {
  const conditions = 'Conditions: { IsOld: !Equals [!Ref AWS::Region, eu-west-1] }';
  expect(lint(rule, runs('!If [IsOld, nodejs16.x, nodejs24.x]', conditions))).toMatchInlineSnapshot(`
    "10:28 warning Worker runs on nodejs16.x, unpatched since 2024-06-12; Lambda will create no function with it from 2027-07-29 on and will update none from 2027-08-31 on [function-runtime-deprecated]
              Runtime: !If [IsOld, nodejs16.x, nodejs24.x]
                                   ~~~~~~~~~~ deprecated
      help: set Runtime to nodejs24.x
      when IsOld is true"
  `);
});

test("dates of one's own take the place of those of AWS", () => {
  const later = [{ runtime: 'nodejs14.x', blockCreate: '2027-06-01', blockUpdate: '2027-06-01' }];
  expect(lint(rule, runs('nodejs14.x'), { options: { overrides: later } })).toMatchInlineSnapshot(`
    "10:16 warning Worker runs on nodejs14.x, unpatched since 2023-12-04; Lambda will create no function with it from 2027-06-01 on and will update none from 2027-06-01 on [function-runtime-deprecated]
              Runtime: nodejs14.x
                       ~~~~~~~~~~ deprecated
      help: set Runtime to nodejs24.x"
  `);
  const earlier = [{ runtime: 'nodejs22.x', deprecated: '2026-10-01', blockCreate: '2026-11-01' }];
  expect(lint(rule, runs('nodejs22.x'), { options: { overrides: earlier } })).toMatchInlineSnapshot(`
    "10:16 error Worker runs on nodejs22.x, unpatched since 2026-10-01; Lambda has created no function with it since 2026-11-01 and will update none from 2027-07-01 on [function-runtime-deprecated]
              Runtime: nodejs22.x
                       ~~~~~~~~~~ blocked
      help: set Runtime to nodejs24.x"
  `);
});

test('images have no runtime of Lambda', () => {
  const image = sam('PackageType: Image\n      ImageUri: 123456789012.dkr.ecr.eu-central-1.amazonaws.com/worker:1');
  expect(lint(rule, image, { undecided: true })).toBe('');
});

test('JSON, and a runtime from Globals', () => {
  const json = JSON.stringify({
    Transform: 'AWS::Serverless-2016-10-31',
    Globals: { Function: { Runtime: 'python3.7' } },
    Resources: { Worker: { Type: 'AWS::Serverless::Function', Properties: { Handler: 'a.b', CodeUri: 'src/' } } },
  });
  expect(lint(rule, json, { path: 'template.json' })).toContain(
    'error Worker runs on python3.7, unpatched since 2023-12-04',
  );
});

test('a comma too many hides nothing of a resource', () => {
  const json = `{ "Resources": { "Worker": { "Type": "AWS::Lambda::Function", "Properties": {
    "Runtime": "nodejs14.x", "Environment": { "Variables": { "STAGE": "dev", } }, } } } }`;
  expect(lint(rule, json, { path: 'template.json' })).toContain('Worker runs on nodejs14.x');
});
