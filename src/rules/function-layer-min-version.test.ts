import { expect, test } from 'vitest';
import rule from './function-layer-min-version.js';
import { lint } from '../../test/support/lint.js';

const base = 'arn:aws:lambda:eu-central-1:123456789012:layer:company-base';
const options = { layers: [{ arn: base, minVersion: 10 }] };

const app = (layers: string, rest = '') => `
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Layers: ${layers}
${rest}
`;

test('the lowest version and later ones pass', () => {
  expect(lint(rule, app(`['${base}:10']`), { options, undecided: true })).toBe('');
  expect(lint(rule, app(`['${base}:100']`), { options, undecided: true })).toBe('');
});

test('versions are numbers: 9 is older than 10, and 10 is not older than 9', () => {
  expect(lint(rule, app(`['${base}:9']`), { options })).toMatchInlineSnapshot(`
    "7:16 error Worker uses version 9 of the layer arn:aws:lambda:eu-central-1:123456789012:layer:company-base, but 10 is the lowest that is accepted [function-layer-min-version]
              Layers: ['arn:aws:lambda:eu-central-1:123456789012:layer:company-base:9']
                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ version 9
      help: use version 10 or a later one"
  `);
  expect(lint(rule, app(`['${base}:10']`), { options: { layers: [{ arn: base, minVersion: 9 }] } })).toBe('');
});

test('the reason is told', () => {
  const layers = [{ arn: 'arn:*:layer:company-base', minVersion: 10, reason: 'older ones leak the session token' }];
  expect(lint(rule, app(`['${base}:9']`), { options: { layers } })).toMatchInlineSnapshot(`
    "7:16 error Worker uses version 9 of the layer arn:*:layer:company-base, but 10 is the lowest that is accepted: older ones leak the session token [function-layer-min-version]
              Layers: ['arn:aws:lambda:eu-central-1:123456789012:layer:company-base:9']
                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ version 9
      help: use version 10 or a later one"
  `);
});

test('of several versions the highest is judged', () => {
  expect(lint(rule, app(`['${base}:3', '${base}:9']`), { options })).toMatchInlineSnapshot(`
    "7:81 error Worker uses version 9 of the layer arn:aws:lambda:eu-central-1:123456789012:layer:company-base, but 10 is the lowest that is accepted [function-layer-min-version]
              Layers: ['arn:aws:lambda:eu-central-1:123456789012:layer:company-base:3', 'arn:aws:lambda:eu-central-1:123456789012:layer:company-base:9']
                                                                                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ version 9
      help: use version 10 or a later one
      7:16 the same layer again, at version 3"
  `);
});

test('a second version beside a good one is only pointed out', () => {
  expect(lint(rule, app(`['${base}:3', '${base}:12']`), { options })).toMatchInlineSnapshot(`
    "7:16 info Worker includes the layer arn:aws:lambda:eu-central-1:123456789012:layer:company-base twice, and Lambda takes no function with two versions of a layer [function-layer-min-version]
              Layers: ['arn:aws:lambda:eu-central-1:123456789012:layer:company-base:3', 'arn:aws:lambda:eu-central-1:123456789012:layer:company-base:12']
                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ the same layer again
      help: keep version 12 alone
      7:81 version 12 is here"
  `);
  expect(lint(rule, app(`['${base}:12', '${base}:12']`), { options })).toBe('');
});

test('a layer that is not there is for another rule', () => {
  expect(lint(rule, app("['arn:aws:lambda:eu-central-1:1:layer:other:1']"), { options, undecided: true })).toBe('');
  expect(lint(rule, app('[]'), { options, undecided: true })).toBe('');
  expect(lint(rule, app('!Ref AWS::NoValue'), { options, undecided: true })).toBe('');
});

test('without a lowest version the rule has nothing to say', () => {
  expect(lint(rule, app(`['${base}:1']`), { options: { layers: [{ arn: base }] }, undecided: true })).toBe('');
  expect(lint(rule, app(`['${base}:1']`), { undecided: true })).toBe('');
});

test('a layer that the template makes is new', () => {
  const local = '  Base: { Type: AWS::Lambda::LayerVersion, Properties: { LayerName: company-base } }';
  const layers = [{ arn: base, minVersion: 10, local: true }];
  expect(lint(rule, app('[!Ref Base]', local), { options: { layers }, undecided: true })).toBe('');
});

test('what only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Layer: { Type: String }, Version: { Type: Number } }';
  for (const value of ['[!Ref Layer]', "['{{resolve:ssm:/company/layer}}']", '!ImportValue layers']) {
    expect(lint(rule, app(value, parameters), { options, undecided: true })).toMatch(/^7:\d+ undecided Worker: \S.*$/);
  }
  expect(
    lint(rule, app(`[!Sub '${base}:\${Version}']`, parameters), { options, undecided: true }),
  ).toMatchInlineSnapshot(`"7:21 undecided Worker: its version is known only at deployment"`);
  const region = `[!Sub '${base.replace('eu-central-1', '${AWS::Region}')}:9']`;
  expect(lint(rule, app(region), { options, undecided: true })).toMatchInlineSnapshot(
    `"7:21 undecided Worker: parts of it are known only at deployment"`,
  );
});

test('a version that is late enough wherever it comes from passes', () => {
  const region = `[!Sub '${base.replace('eu-central-1', '${AWS::Region}')}:11']`;
  expect(lint(rule, app(region), { options, undecided: true })).toBe('');
});

test('beside the layer, other elements need not be known', () => {
  expect(lint(rule, app(`[!ImportValue other, '${base}:12']`), { options, undecided: true })).toBe('');
  expect(lint(rule, app(`[!ImportValue other, '${base}:9']`), { options })).toContain('uses version 9');
});

test('a parameter is judged by its default, and by the value that is given', () => {
  const parameters = `Parameters: { Layer: { Type: String, Default: '${base}:9' } }`;
  expect(lint(rule, app('[!Ref Layer]', parameters), { options })).toMatchInlineSnapshot(`
    "7:21 error Worker uses version 9 of the layer arn:aws:lambda:eu-central-1:123456789012:layer:company-base, but 10 is the lowest that is accepted [function-layer-min-version]
              Layers: [!Ref Layer]
                            ~~~~~ version 9
      help: use version 10 or a later one
      8:47 its value comes from here
      when Layer keeps its default"
  `);
  expect(lint(rule, app('[!Ref Layer]', parameters), { options, parameters: { Layer: `${base}:10` } })).toBe('');
});

test('a branch with an old version is found, and when', () => {
  const conditions = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
  expect(lint(rule, app(`[!If [IsProd, '${base}:9', '${base}:10']]`, conditions), { options })).toMatchInlineSnapshot(`
    "7:29 error Worker uses version 9 of the layer arn:aws:lambda:eu-central-1:123456789012:layer:company-base, but 10 is the lowest that is accepted [function-layer-min-version]
              Layers: [!If [IsProd, 'arn:aws:lambda:eu-central-1:123456789012:layer:company-base:9', 'arn:aws:lambda:eu-central-1:123456789012:layer:company-base:10']]
                                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ version 9
      help: use version 10 or a later one
      when IsProd is true"
  `);
});

test('layers of Globals are judged', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Layers:
      - ${base}:9
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties: { Handler: app.handler, Runtime: python3.13, CodeUri: src/ }
`;
  expect(lint(rule, text, { options })).toMatchInlineSnapshot(`
    "6:9 error Worker uses version 9 of the layer arn:aws:lambda:eu-central-1:123456789012:layer:company-base, but 10 is the lowest that is accepted [function-layer-min-version]
              - arn:aws:lambda:eu-central-1:123456789012:layer:company-base:9
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ version 9
      help: use version 10 or a later one"
  `);
});

test('images, other runtimes and exempt functions are not judged', () => {
  const image = app(`['${base}:9']`).replace('Runtime: python3.13', 'PackageType: Image');
  expect(lint(rule, image, { options, undecided: true })).toBe('');
  const node = { layers: [{ arn: base, minVersion: 10, runtimes: ['nodejs*'] }] };
  expect(lint(rule, app(`['${base}:9']`), { options: node, undecided: true })).toBe('');
  expect(lint(rule, app(`['${base}:9']`), { options: { ...options, exempt: ['Worker'] } })).toBe('');
});

test('JSON is judged like YAML', () => {
  const text = `{ "Resources": {
  "Worker": { "Type": "AWS::Lambda::Function", "Properties": {
    "Layers": ["${base}:9"]
  } }
} }`;
  expect(lint(rule, text, { path: 'template.json', options })).toMatchInlineSnapshot(`
    "template.json:3:16 error Worker uses version 9 of the layer arn:aws:lambda:eu-central-1:123456789012:layer:company-base, but 10 is the lowest that is accepted [function-layer-min-version]
            "Layers": ["arn:aws:lambda:eu-central-1:123456789012:layer:company-base:9"]
                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ version 9
      help: use version 10 or a later one"
  `);
});

test.each(['3', '{ a: b }', '[[1], { a: b }]', "['']", '[null]', '', `['${base}']`, `['${base}:latest']`])(
  'a value of the wrong kind is no crash: %s',
  (layers) => {
    expect(lint(rule, app(layers), { options })).toBe('');
  },
);
