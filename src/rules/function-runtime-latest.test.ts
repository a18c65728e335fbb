import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './function-runtime-latest.js';

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

test('a runtime that has a successor', () => {
  expect(lint(rule, runs('python3.12'))).toMatchInlineSnapshot(`
    "10:16 error Worker runs on python3.12, which AWS patches until 2028-10-31, although Lambda has python3.14, patched until 2029-06-30 [function-runtime-latest]
              Runtime: python3.12
                       ~~~~~~~~~~ not python3.14
      help: set Runtime to python3.14"
  `);
  expect(lint(rule, runs('java21'))).toMatchInlineSnapshot(`
    "10:16 error Worker runs on java21, which AWS patches until 2029-06-30, although Lambda has java25 [function-runtime-latest]
              Runtime: java21
                       ~~~~~~ not java25
      help: set Runtime to java25"
  `);
  expect(lint(rule, runs('java17.al2023'))).toContain('help: set Runtime to java25');
});

test.each(['python3.14', 'nodejs24.x', 'java25', 'dotnet10', 'ruby4.0', 'provided.al2023'])(
  'the newest of its language: %s',
  (runtime) => {
    expect(lint(rule, runs(runtime), { undecided: true })).toBe('');
  },
);

test('a preview is newer than all, and need not be moved to unless that is asked for', () => {
  const options = { lts: false };
  expect(lint(rule, runs('python3.15'), { undecided: true })).toBe('');
  expect(lint(rule, runs('python3.15'), { options, undecided: true })).toBe('');
  expect(lint(rule, runs('python3.14'), { options })).toMatchInlineSnapshot(`
    "10:16 error Worker runs on python3.14, which AWS patches until 2029-06-30, although Lambda has python3.15 [function-runtime-latest]
              Runtime: python3.14
                       ~~~~~~~~~~ not python3.15
      help: set Runtime to python3.15"
  `);
  expect(lint(rule, runs('java25'), { options, undecided: true })).toBe('');
});

test.each(['python3.8', 'nodejs14.x', 'dotnet6', 'provided.al2', 'go1.x'])(
  'what is deprecated already is told by another rule: %s',
  (runtime) => {
    expect(lint(rule, runs(runtime), { undecided: true })).toBe('');
  },
);

test('a runtime that the table does not know is not guessed at', () => {
  expect(lint(rule, runs('nodejs30.x'), { undecided: true })).toMatchInlineSnapshot(
    `"10:16 undecided Worker: nodejs30.x is not among the runtimes that AWS listed in October 2026"`,
  );
  const parameters = 'Parameters: { Language: { Type: String } }';
  expect(lint(rule, runs('!Ref Language', parameters), { undecided: true })).toMatchInlineSnapshot(
    `"10:21 undecided Worker: Runtime: Language is given at deployment"`,
  );
});

test('the default of a parameter is judged, and each branch', () => {
  expect(lint(rule, runs('!Ref Language', 'Parameters: { Language: { Type: String, Default: ruby3.4 } }')))
    .toMatchInlineSnapshot(`
    "10:21 error Worker runs on ruby3.4, which AWS patches until 2028-03-31, although Lambda has ruby4.0, patched until 2029-03-31 [function-runtime-latest]
              Runtime: !Ref Language
                            ~~~~~~~~ not ruby4.0
      help: set Runtime to ruby4.0
      3:50 its value comes from here
      when Language keeps its default"
  `);
  const conditions = 'Conditions: { IsOld: !Equals [!Ref AWS::Region, eu-west-1] }';
  expect(lint(rule, runs('!If [IsOld, nodejs22.x, nodejs24.x]', conditions))).toContain('when IsOld is true');
});

test('images have no runtime of Lambda', () => {
  const image = sam('PackageType: Image\n      ImageUri: 123456789012.dkr.ecr.eu-central-1.amazonaws.com/worker:1');
  expect(lint(rule, image, { undecided: true })).toBe('');
});
