import { expect, test } from 'vitest';
import rule from './function-required-layers.js';
import { lint } from '../../test/support/lint.js';

const base = 'arn:aws:lambda:eu-central-1:123456789012:layer:company-base';
const options = { layers: [{ arn: base }] };

const sam = (properties: string, globals = '') => `
Transform: AWS::Serverless-2016-10-31
${globals}
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      CodeUri: src/
      ${properties}
`;

const cloudformation = (properties: string, rest = '') => `
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      ${properties}
${rest}
`;

test('the layer passes, whatever its version', () => {
  expect(lint(rule, sam(`Layers: ['${base}:1']`), { options, undecided: true })).toBe('');
  expect(lint(rule, sam(`Layers: ['arn:aws:lambda:eu-central-1:1:layer:other:1', '${base}:12']`), { options })).toBe(
    '',
  );
});

test('a function without layers lacks it', () => {
  expect(lint(rule, sam('Timeout: 3'), { options })).toMatchInlineSnapshot(`
    "5:3 error Worker does not include the layer arn:aws:lambda:eu-central-1:123456789012:layer:company-base, which is required of it [function-required-layers]
          Worker:
          ~~~~~~ no Layers
      help: add a version of arn:aws:lambda:eu-central-1:123456789012:layer:company-base to Layers"
  `);
  expect(lint(rule, cloudformation('Layers: []'), { options })).toMatchInlineSnapshot(`
    "7:15 error Worker does not include the layer arn:aws:lambda:eu-central-1:123456789012:layer:company-base, which is required of it [function-required-layers]
              Layers: []
                      ~~ no Layers
      help: add a version of arn:aws:lambda:eu-central-1:123456789012:layer:company-base to Layers"
  `);
});

test('a function with other layers lacks it', () => {
  const layers =
    'Layers:\n        - arn:aws:lambda:eu-central-1:1:layer:other:1\n        - arn:aws:lambda:eu-central-1:2:layer:more:7';
  expect(lint(rule, sam(layers), { options })).toMatchInlineSnapshot(`
    "12:9 error Worker does not include the layer arn:aws:lambda:eu-central-1:123456789012:layer:company-base, which is required of it [function-required-layers]
                - arn:aws:lambda:eu-central-1:1:layer:other:1
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not among these
      help: add a version of arn:aws:lambda:eu-central-1:123456789012:layer:company-base to Layers"
  `);
});

test('a layer of that name from elsewhere is another one', () => {
  const layers = "Layers: ['arn:aws:lambda:eu-central-1:999999999999:layer:company-base:3']";
  expect(lint(rule, sam(layers), { options })).toMatchInlineSnapshot(`
    "11:15 error Worker does not include the layer arn:aws:lambda:eu-central-1:123456789012:layer:company-base, which is required of it [function-required-layers]
              Layers: ['arn:aws:lambda:eu-central-1:999999999999:layer:company-base:3']
                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not among these
      help: add a version of arn:aws:lambda:eu-central-1:123456789012:layer:company-base to Layers
      11:16 this layer has the same name, but is another one"
  `);
});

test('a layer whose name only begins like it is another one', () => {
  expect(lint(rule, sam(`Layers: ['${base}-extra:3']`), { options })).not.toBe('');
});

test('layers of Globals and of the function are joined', () => {
  const globals = `Globals:\n  Function:\n    Layers: ['${base}:3']`;
  expect(lint(rule, sam("Layers: ['arn:aws:lambda:eu-central-1:1:layer:other:1']", globals), { options })).toBe('');
  expect(lint(rule, sam('Timeout: 3', globals), { options })).toBe('');
  const spared = sam('Timeout: 3', globals).replace('    Properties:', "    IgnoreGlobals: '*'\n    Properties:");
  expect(lint(rule, spared, { options })).toContain('Worker does not include the layer');
});

test('each layer that is missing is a finding, with its reason', () => {
  const layers = [
    { arn: base, minVersion: 3, reason: 'it sends logs to the audit account' },
    { arn: 'arn:aws:lambda:*:123456789012:layer:company-tracing' },
  ];
  expect(lint(rule, sam('Timeout: 3'), { options: { layers } })).toMatchInlineSnapshot(`
    "5:3 error Worker does not include the layer arn:aws:lambda:*:123456789012:layer:company-tracing, which is required of it [function-required-layers]
          Worker:
          ~~~~~~ no Layers
      help: add a version of a layer that matches arn:aws:lambda:*:123456789012:layer:company-tracing to Layers
    5:3 error Worker does not include the layer arn:aws:lambda:eu-central-1:123456789012:layer:company-base, which is required of it: it sends logs to the audit account [function-required-layers]
          Worker:
          ~~~~~~ no Layers
      help: add version 3 or later of arn:aws:lambda:eu-central-1:123456789012:layer:company-base to Layers"
  `);
});

test('without layers that are required the rule has nothing to say', () => {
  expect(lint(rule, sam('Layers: !Ref Layers'), { undecided: true })).toBe('');
});

test('a container image takes no layers', () => {
  expect(lint(rule, cloudformation('PackageType: Image'), { options, undecided: true })).toBe('');
});

test('a layer can be asked of some runtimes and architectures only', () => {
  const python = { layers: [{ arn: base, runtimes: ['python3.*'] }] };
  const node = { layers: [{ arn: base, runtimes: ['nodejs*'] }] };
  expect(lint(rule, sam('Timeout: 3'), { options: python })).not.toBe('');
  expect(lint(rule, sam('Timeout: 3'), { options: node, undecided: true })).toBe('');
  const arm = { layers: [{ arn: base, architectures: ['arm64'] }] };
  expect(lint(rule, sam('Timeout: 3'), { options: arm, undecided: true })).toBe('');
  expect(lint(rule, sam('Architectures: [arm64]'), { options: arm })).not.toBe('');
  expect(lint(rule, sam('Architectures: [!Ref Cpu]'), { options: arm, undecided: true })).toMatch(
    /^\S+ undecided Worker/,
  );
});

test('an unknown runtime leaves open what is asked for', () => {
  const text = cloudformation('Timeout: 3', 'Parameters: { Runtime: { Type: String } }').replace(
    'python3.13',
    '!Ref Runtime',
  );
  const runtimes = { layers: [{ arn: base, runtimes: ['python3.*'] }] };
  expect(lint(rule, text, { options: runtimes, undecided: true })).toMatchInlineSnapshot(
    `"3:3 undecided Worker: its runtime or architecture is known only at deployment"`,
  );
});

test('an element that only the deployment knows may be the layer', () => {
  const parameters = 'Parameters: { Layer: { Type: String }, Layers: { Type: CommaDelimitedList } }';
  for (const value of ['[!Ref Layer]', '[!ImportValue layer]', "['{{resolve:ssm:/company/layer}}']", '!Ref Layers']) {
    expect(lint(rule, cloudformation(`Layers: ${value}`, parameters), { options, undecided: true })).toMatch(
      /^7:\d+ undecided Worker: \S.*$/,
    );
  }
});

test('beside the layer, other elements need not be known', () => {
  expect(lint(rule, cloudformation(`Layers: [!ImportValue other, '${base}:3']`), { options, undecided: true })).toBe(
    '',
  );
});

test('pseudo parameters are held against the parts of the pattern', () => {
  const layers = 'Layers: [!Sub "arn:${AWS::Partition}:lambda:${AWS::Region}:123456789012:layer:company-base:3"]';
  const anywhere = { layers: [{ arn: 'arn:*:lambda:*:123456789012:layer:company-base' }] };
  expect(lint(rule, sam(layers), { options: anywhere, undecided: true })).toBe('');
  expect(lint(rule, sam(layers), { options, undecided: true })).toMatchInlineSnapshot(
    `"11:21 undecided Worker: parts of it are known only at deployment"`,
  );
  const other = { layers: [{ arn: 'arn:*:lambda:*:123456789012:layer:company-tracing' }] };
  expect(lint(rule, sam(layers), { options: other })).toContain('does not include the layer');
});

test('a version that only the deployment knows is still that layer', () => {
  const layers = 'Layers: [!Sub "arn:aws:lambda:eu-central-1:123456789012:layer:company-base:${Version}"]';
  expect(
    lint(rule, cloudformation(layers, 'Parameters: { Version: { Type: Number } }'), { options, undecided: true }),
  ).toBe('');
});

test('the account `self` is the one that is deployed to', () => {
  const self = { layers: [{ arn: 'arn:aws:lambda:*:self:layer:company-base' }] };
  const own = 'Layers: [!Sub "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:layer:company-base:3"]';
  expect(lint(rule, sam(own), { options: self, undecided: true })).toBe('');
  expect(lint(rule, sam(`Layers: ['${base}:3']`), { options: self, undecided: true })).toMatchInlineSnapshot(
    `"11:16 undecided Worker: parts of it are known only at deployment"`,
  );
  expect(lint(rule, sam("Layers: ['arn:aws:lambda:eu-central-1:1:layer:other:3']"), { options: self })).not.toBe('');
});

const withLocal = (name: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties: { Handler: app.handler, Runtime: python3.13, CodeUri: src/, Layers: [!Ref Base] }
  Base:
    Type: AWS::Serverless::LayerVersion
    Properties: { ContentUri: layer/, LayerName: ${name} }
`;

test('a layer of the template itself is not the one of the organisation', () => {
  expect(lint(rule, withLocal('company-base'), { options })).toMatchInlineSnapshot(`
    "6:85 error Worker does not include the layer arn:aws:lambda:eu-central-1:123456789012:layer:company-base, which is required of it [function-required-layers]
            Properties: { Handler: app.handler, Runtime: python3.13, CodeUri: src/, Layers: [!Ref Base] }
                                                                                            ~~~~~~~~~~~ not among these
      help: add a version of arn:aws:lambda:eu-central-1:123456789012:layer:company-base to Layers
      6:91 Base, which this template makes, has the same name, but is another one"
  `);
});

test('a layer of the template counts where it is asked for', () => {
  const local = { layers: [{ arn: base, local: true }] };
  expect(lint(rule, withLocal('company-base'), { options: local, undecided: true })).toBe('');
  expect(lint(rule, withLocal('another'), { options: local })).not.toBe('');
  const self = { layers: [{ arn: 'arn:aws:lambda:*:self:layer:company-base' }] };
  expect(lint(rule, withLocal('company-base'), { options: self, undecided: true })).toBe('');
  expect(
    lint(rule, withLocal('!Sub "${AWS::StackName}-base"'), { options: local, undecided: true }),
  ).toMatchInlineSnapshot(`"6:91 undecided Worker: the name of Base is known only at deployment"`);
});

test('the name that a layer gets is not known where it has none', () => {
  const local = { layers: [{ arn: 'arn:aws:lambda:*:self:layer:Base*' }] };
  const unnamed = withLocal('x').replace(', LayerName: x', '');
  expect(lint(rule, unnamed, { options: local, undecided: true })).toBe('');
  const other = { layers: [{ arn: 'arn:aws:lambda:*:self:layer:Other*' }] };
  expect(lint(rule, unnamed, { options: other })).toContain('does not include the layer');
  const exact = { layers: [{ arn: 'arn:aws:lambda:*:self:layer:Base' }] };
  const plain = cloudformation('Layers: [!Ref Base]', '  Base: { Type: AWS::Lambda::LayerVersion, Properties: {} }');
  expect(lint(rule, plain, { options: exact, undecided: true })).toContain('the name of Base is known only');
  expect(lint(rule, plain, { options: other })).toContain('does not include the layer');
  const given = `Parameters: { Name: { Type: String } }
${withLocal('!Ref Name')}`;
  expect(lint(rule, given, { options: local, undecided: true })).toContain('Name is given at deployment');
});

test('a pattern may be of a name alone, of any account, or of a version', () => {
  const found = (arn: string, layer: string): string =>
    lint(rule, sam(`Layers: ['${layer}']`), { options: { layers: [{ arn }] }, undecided: true });
  expect(found('*company-base', `${base}:1`)).toBe('');
  expect(found('*', `${base}:1`)).toBe('');
  expect(found('arn:aws:lambda:*:*:layer:company-base', `${base}:1`)).toBe('');
  expect(found(`${base}:*`, `${base}:12`)).toBe('');
  expect(found(`${base}:12`, `${base}:12`)).toBe('');
  expect(found(`${base}:12`, 'arn:aws:lambda:eu-central-1:1:layer:company-base:12')).toContain('has the same name');
  expect(found(`${base}:*`, 'arn:aws:lambda:eu-central-1:1:layer:company-base:12')).toContain('has the same name');
  expect(found(`${base}:12`, 'arn:aws:lambda:eu-central-1:1:layer:company-based:12')).not.toContain('same name');
  expect(found(`${base}:12`, 'arn:aws:lambda:eu-central-1:1:layer:company-base:3')).toContain('has the same name');
  expect(found(`${base}:*`, 'arn:aws:lambda:eu-central-1:1:layer:company-base:3')).toContain('has the same name');
  const version = { layers: [{ arn: 'arn:aws:lambda:*:self:layer:company-base:12' }] };
  expect(lint(rule, withLocal('company-base'), { options: version, undecided: true })).toBe('');
  const anyAccount = { layers: [{ arn: 'arn:aws:lambda:*:*:layer:company-base' }] };
  expect(lint(rule, withLocal('company-base'), { options: anyAccount, undecided: true })).toBe('');
  const stars = { layers: [{ arn: 'arn:aws:lambda:*:**:layer:company-base' }] };
  expect(lint(rule, withLocal('company-base'), { options: stars, undecided: true })).toBe('');
  const last = { layers: [{ arn: 'arn:aws:lambda:*:*1:layer:company-base' }] };
  expect(lint(rule, withLocal('company-base'), { options: last })).toContain('is another one');
  const some = { layers: [{ arn: 'arn:aws:lambda:*:1*:layer:company-base' }] };
  expect(lint(rule, withLocal('company-base'), { options: some })).toContain('has the same name, but is another one');
  expect(lint(rule, withLocal('another'), { options: some })).not.toContain('has the same name');
});

test('the account `self` is held against that of the layer', () => {
  const self = { layers: [{ arn: 'arn:*:lambda:*:self:layer:company-base' }] };
  const found = (account: string): string =>
    lint(
      rule,
      `Parameters: { Account: { Type: String } }${sam(
        `Layers: [!Sub "arn:aws:lambda:\${AWS::Region}:${account}:layer:company-base:3"]`,
      )}`,
      { options: self, undecided: true },
    );
  expect(found('${AWS::AccountId}')).toBe('');
  const here = { layers: [{ arn: 'arn:aws:lambda:eu-central-1:self:layer:company-base' }] };
  const own = 'Layers: [!Sub "arn:aws:lambda:eu-central-1:${AWS::AccountId}:layer:company-base:3"]';
  expect(lint(rule, sam(own), { options: here, undecided: true })).toBe('');
  expect(found('${Account}')).toContain('undecided Worker: parts of it are known only at deployment');
  expect(found('123456789012')).toContain('undecided Worker: parts of it are known only at deployment');
});

test('architectures: the default, and one that only the deployment knows', () => {
  const x86 = { layers: [{ arn: base, architectures: ['x86_64'] }] };
  expect(lint(rule, cloudformation('Timeout: 3'), { options: x86 })).toContain('does not include the layer');
  expect(lint(rule, cloudformation('Architectures: [arm64]'), { options: x86 })).toBe('');
  const parameters = 'Parameters: { Cpus: { Type: CommaDelimitedList } }';
  expect(
    lint(rule, cloudformation('Architectures: !Ref Cpus', parameters), { options: x86, undecided: true }),
  ).toContain('its runtime or architecture is known only at deployment');
  const both = { layers: [{ arn: base, architectures: ['x86_64'], runtimes: ['node*'] }] };
  expect(lint(rule, cloudformation('Architectures: !Ref Cpus', parameters), { options: both, undecided: true })).toBe(
    '',
  );
});

test('a function without a runtime is not asked for layers of some runtimes', () => {
  const text = cloudformation('Timeout: 3').replace('Runtime: python3.13', 'MemorySize: 128');
  const runtimes = { layers: [{ arn: base, runtimes: ['*'] }] };
  expect(lint(rule, text, { options: runtimes, undecided: true })).toBe('');
});

test('a branch without it is found, and when', () => {
  const conditions = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
  const layers = `Layers: [!If [IsProd, '${base}:3', !Ref AWS::NoValue]]`;
  expect(lint(rule, cloudformation(layers, conditions), { options })).toMatchInlineSnapshot(`
    "7:15 error Worker does not include the layer arn:aws:lambda:eu-central-1:123456789012:layer:company-base, which is required of it [function-required-layers]
              Layers: [!If [IsProd, 'arn:aws:lambda:eu-central-1:123456789012:layer:company-base:3', !Ref AWS::NoValue]]
                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no Layers
      help: add a version of arn:aws:lambda:eu-central-1:123456789012:layer:company-base to Layers
      when IsProd is false"
  `);
});

test('a parameter is judged by its default', () => {
  const parameters = `Parameters: { Layer: { Type: String, Default: '${base}:3' } }`;
  expect(lint(rule, cloudformation('Layers: [!Ref Layer]', parameters), { options, undecided: true })).toBe('');
  const other = 'Parameters: { Layer: { Type: String, Default: none } }';
  expect(lint(rule, cloudformation('Layers: [!Ref Layer]', other), { options })).toMatchInlineSnapshot(`
    "7:15 error Worker does not include the layer arn:aws:lambda:eu-central-1:123456789012:layer:company-base, which is required of it [function-required-layers]
              Layers: [!Ref Layer]
                      ~~~~~~~~~~~~ not among these
      help: add a version of arn:aws:lambda:eu-central-1:123456789012:layer:company-base to Layers
      when Layer keeps its default"
  `);
});

test('functions are exempt by their names and their tags', () => {
  expect(lint(rule, sam('Tags: { Kind: probe }'), { options: { ...options, exempt: ['Kind=probe'] } })).toBe('');
  expect(lint(rule, sam('Timeout: 3'), { options: { ...options, exempt: ['Worker'] } })).toBe('');
});

test('JSON is judged like YAML', () => {
  const text = `{ "Resources": {
  "Worker": { "Type": "AWS::Lambda::Function", "Properties": {
    "Layers": ["arn:aws:lambda:eu-central-1:1:layer:other:1"]
  } }
} }`;
  expect(lint(rule, text, { path: 'template.json', options })).toMatchInlineSnapshot(`
    "template.json:3:15 error Worker does not include the layer arn:aws:lambda:eu-central-1:123456789012:layer:company-base, which is required of it [function-required-layers]
            "Layers": ["arn:aws:lambda:eu-central-1:1:layer:other:1"]
                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not among these
      help: add a version of arn:aws:lambda:eu-central-1:123456789012:layer:company-base to Layers"
  `);
});

test.each(['Layers: 3', 'Layers: { a: b }', 'Layers: [[1], { a: b }]', "Layers: ['']", 'Layers: [null]', 'Layers:'])(
  'a value of the wrong kind is no crash: %s',
  (property) => {
    expect(lint(rule, cloudformation(property), { options })).not.toContain('crashed');
    expect(lint(rule, sam(property), { options })).not.toContain('crashed');
  },
);
