import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lint } from '../src/lint.js';
import { attack, everything, type Attack } from './support/hostile/attack.js';
import { ownBases } from './support/hostile/bases.js';
import { besideFiles, besideTemplate } from './support/hostile/beside.js';
import { damages } from './support/hostile/damage.js';
import { mutations, prefixes } from './support/hostile/exhaustive.js';
import { faultOf } from './support/hostile/judge.js';
import { Random } from './support/hostile/random.js';
import { printTree, replaced } from './support/hostile/tree.js';
import { hcl } from './support/hcl.js';
import { planText, refs } from './support/plan-text.js';
import { everyRule } from './support/settings.js';

const today = new Date('2026-11-22');
const bases = ownBases();
const input = (text: string, files: Readonly<Record<string, string>> = {}, path = 'template.yaml'): Attack => ({
  name: path,
  file: { path, text },
  options: { rules: everyRule, read: (name) => files[name], today },
});

const repeat = (times: number, line: (at: number) => string, between = '\n'): string =>
  Array.from({ length: times }, (_, at) => line(at)).join(between);
const fn = (property: string): string =>
  `Resources:\n  A:\n    Type: AWS::Lambda::Function\n    Properties:\n      ${property}\n`;
const role = (statement: string): string =>
  `Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      Policies: [{PolicyName: p, PolicyDocument: {Statement: [${statement}]}}]\n`;
const many = 100_000;

/** Texts at which readers and graphs of other programs break. */
const texts: Readonly<Record<string, string>> = {
  nothing: '',
  'a byte order mark': '\ufeff',
  zeros: '\0'.repeat(many),
  binary: repeat(many, (at) => String.fromCharCode((at * 7919) % 65_536), ''),
  'one endless line': 'x'.repeat(1_000_000),
  'one endless value': fn(`Description: "${'x'.repeat(500_000)}"`),
  'open brackets': '['.repeat(many),
  'open maps': '{"a":'.repeat(many),
  'closed brackets': '['.repeat(many) + ']'.repeat(many),
  'brackets in YAML': `Resources: ${'['.repeat(many)}`,
  'brackets in a plan': `{"format_version":"1.2","resource_changes":${'['.repeat(many)}${']'.repeat(many)}}`,
  'modules in a plan': `{"format_version":"1.2","planned_values":{"root_module":${'{"child_modules":['.repeat(3000)}${']}'.repeat(3000)}}}`,
  'deeper and deeper': `Resources:\n${repeat(1000, (at) => `${' '.repeat(at + 1)}a:`)}`,
  dashes: `Resources:\n  ${'- '.repeat(many)}`,
  'question marks': '? '.repeat(many),
  tags: '!Ref '.repeat(8_000),
  anchors: repeat(8_000, (at) => `&a${String(at)} `, ''),
  quotes: '"'.repeat(8_000),
  commas: `{${','.repeat(8_000)}}`,
  tabs: '\t'.repeat(many),
  'carriage returns': '\r'.repeat(many),
  comments: `# lambda-lint-disable x\n`.repeat(1000) + fn('Timeout: 3'),
  'brackets at the wrong column': `Resources: {\n${'a: [\n],\n'.repeat(500)}}`,
  'brackets that are never closed': `Resources:\n${'  A: {\n'.repeat(2000)}`,
  'one resource many times': `Resources:\n${'  A: {Type: AWS::Lambda::Function}\n'.repeat(2000)}`,
  'aliases of aliases': `a0: &a0 [x]\n${repeat(
    60,
    (at) =>
      `a${String(at + 1)}: &a${String(at + 1)} [${Array(10)
        .fill(`*a${String(at)}`)
        .join(', ')}]`,
  )}\n${fn('Tags: *a60')}`,
  'merges of merges': `a0: &a0 {x: 1}\n${repeat(
    60,
    (at) =>
      `a${String(at + 1)}: &a${String(at + 1)} {<<: [${Array(10)
        .fill(`*a${String(at)}`)
        .join(', ')}], k: *a${String(at)}}`,
  )}\n${fn('Tags: *a60')}`,
  'joins of joins': `Parameters: {P: {Type: String}}\nx:\n  a0: &a0 !Ref P\n${repeat(18, (at) => `  a${String(at + 1)}: &a${String(at + 1)} !Join ["", [*a${String(at)}, *a${String(at)}]]`)}\n${fn('FunctionName: *a18')}`,
  'an anchor in itself': `a: &a [*a]\nResources: &r\n  A: *r\n  <<: *r\n  B: {Type: AWS::Lambda::Function, Properties: &p {Tags: *p}}`,
  holes: fn(`Description: !Sub "${'${A}'.repeat(many)}"`),
  'open holes': fn(`Description: !Sub "${'${'.repeat(many)}"`),
  'dynamic references': fn(`Description: "${'{{resolve:'.repeat(many)}"`),
  'a text split into its letters': fn(`Description: !Select [9, !Split ["", "${'x'.repeat(many)}"]]`),
  patterns: role(`{Effect: Allow, Action: "s3:${'*?'.repeat(2000)}", Resource: "${'*a'.repeat(8_000)}"}`),
  'a chain of conditions': `Conditions:\n${repeat(5000, (at) => `  C${String(at)}: !Not [!Condition C${String(at + 1)}]`)}\n${fn('Timeout: !If [C0, 1, 900]')}`,
  'conditions asked twice': `Conditions:\n${repeat(150, (at) => `  C${String(at)}: !And [!Condition C${String(at + 1)}, !Condition C${String(at + 1)}]`)}\n${fn('Timeout: !If [C0, 1, 900]')}`,
  'conditions in a circle': `Conditions:\n  A: !Not [!Condition B]\n  B: !And [!Condition A, !Condition C]\n  C: !Condition C\n${fn('Timeout: !If [A, 1, 900]')}`,
  'conditions in a circle of Fn::If': `Conditions:\n${repeat(30, (at) => `  C${String(at)}: !Equals [!If [C${String((at + 1) % 30)}, a, b], !If [C${String((at + 7) % 30)}, a, b]]`)}\n${fn('Timeout: !If [C0, 1, 900]')}`,
  branches: `Parameters:\n${repeat(40, (at) => `  P${String(at)}: {Type: String, AllowedValues: [a, b, c]}`)}\nConditions:\n${repeat(40, (at) => `  C${String(at)}: !Equals [!Ref P${String(at)}, b]`)}\n${fn(`Timeout: ${repeat(40, (at) => `{"Fn::If": [C${String(at)}, 1, `, '')}1${']}'.repeat(40)}`)}`,
  'references to itself':
    'Resources:\n  A: {Type: AWS::Lambda::Function, DependsOn: A, Properties: {Role: !GetAtt A.Arn, FunctionName: !Ref A, Layers: [!Ref A]}}\n  R: {Type: AWS::IAM::Role, Properties: {PermissionsBoundary: !Ref R, RoleName: !Sub "${R}", ManagedPolicyArns: [!Ref R]}}\n  M: {Type: AWS::IAM::ManagedPolicy, Properties: {Roles: [!Ref M], ManagedPolicyName: !Ref M}}\n',
  'loops in loops': `Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::A:\n    - X\n    - [${repeat(200, (at) => `v${String(at)}`, ',')}]\n    - Fn::ForEach::B:\n        - Y\n        - !Ref X\n        - "F\${X}\${Y}": {Type: AWS::SQS::Queue}\n`,
  'names of JavaScript': `Parameters:\n  __proto__: {Type: String, Default: a}\n  constructor: {Type: String, AllowedValues: [a, b]}\nMappings: {toString: {__proto__: {hasOwnProperty: 1}}}\nConditions: {valueOf: !Equals [!Ref constructor, a]}\nResources:\n  __proto__: {Type: AWS::Lambda::Function, Condition: valueOf, Properties: {Role: !GetAtt constructor.Arn, Timeout: !FindInMap [toString, __proto__, hasOwnProperty], __proto__: 1}}\n  constructor: {Type: AWS::IAM::Role, Properties: {hasOwnProperty: x}}\n  toString: {Type: __proto__, Properties: constructor}\n`,
  'names of JavaScript in tables': `Transform: AWS::Serverless-2016-10-31\nResources:\n  C: {Type: constructor}\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Environment: {Variables: {TOKEN: !GetAtt C.toString}}\n      Policies: [{constructor: {}}, toString]\n      Events: {__proto__: {Type: constructor, Properties: {}}, E: {Type: toString}}\n  R: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: {Effect: Allow, Principal: '*', Action: 'sts:AssumeRole', Condition: {StringEquals: {constructor: a}, constructor: {toString: b}}}}}}\n`,
  'huge numbers': fn(
    'Timeout: 18446744073709551616\n      MemorySize: 1e400\n      ReservedConcurrentExecutions: -9223372036854775809',
  ),
  'halves of a pair': fn('Description: "\ud800"\n      Handler: "\udc00"\n      "\ud800": x'),
};

test.each(Object.entries(texts))('%s', (_, text) => {
  expect(faultOf(input(text), true)).toBeUndefined();
  expect(faultOf(input(text, {}, 'template.json'), false)).toBeUndefined();
});

describe('what leads to other files', () => {
  const nest = (path: string, parameters = ''): string =>
    `{Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ${path}${parameters === '' ? '' : `, Parameters: ${parameters}`}}}`;

  test('templates that nest and include each other in a circle', () => {
    const one = `Resources:\n  A: ${nest('two.yaml')}\n  B: ${nest('template.yaml')}\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: one.yaml}}\n`;
    const files = { 'template.yaml': one, 'one.yaml': one, 'two.yaml': one.replaceAll('two.yaml', 'one.yaml') };
    expect(faultOf(input(one, files), true)).toBeUndefined();
  });

  test('a secret that is written hundreds of times on one line, in worlds without number', () => {
    const conditions = repeat(20, (at) => `  C${String(at)}: !Equals [!Ref 'AWS::StackName', n${String(at)}]`);
    const variables = repeat(
      300,
      (at) => `K${String(at)}: !If [C${String(at % 20)}, none, AKIAIOSFODNN7EXAMPLE]`,
      ', ',
    );
    const text = `Conditions:\n${conditions}\nResources:\n  F: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: {${variables}}}}}\n`;
    expect(faultOf(input(text), true)).toBeUndefined();
  });

  test('a text that doubles with each stack', () => {
    const child =
      'Parameters: {P: {Type: String}}\nResources:\n  A: {Type: AWS::Lambda::Function, Properties: {FunctionName: !Ref P}}\nOutputs:\n  O: {Value: !Sub "${P}${P}"}\n';
    const stacks = repeat(
      60,
      (at) => `  S${String(at + 1)}: ${nest('child.yaml', `{P: !GetAtt S${String(at)}.Outputs.O}`)}`,
    );
    const text = `Resources:\n  S0: ${nest('child.yaml', '{P: x}')}\n${stacks}\n`;
    expect(faultOf(input(text, { 'child.yaml': child }), true)).toBeUndefined();
  });

  test.each([
    'jsonencode({ Statement = [{ Effect = "Allow", Action = local.a0, Resource = local.l0 }] })',
    'local.a0',
    'jsonencode(yamldecode(local.a0))',
    '"%{ for a in local.d0 }%{ if a == local.a0 }${local.a0}%{ endif }${a}%{ endfor }"',
    'join("", formatlist("%s%s", local.d0, local.a0))',
  ])('locals and modules in a circle, and locals that double: %s', async (policy) => {
    const locals = repeat(
      30,
      (at) =>
        `  a${String(at)} = "\${local.a${String(at + 1)}}\${local.a${String(at + 1)}}"\n  l${String(at)} = concat(local.l${String(at + 1)}, local.l${String(at + 1)})\n  d${String(at)} = concat(local.d${String(at + 1)}, local.d${String(at + 1)})`,
    );
    const tf = `locals {\n${locals}\n  a30 = aws_iam_role.r.arn\n  d30 = [aws_iam_role.r.arn]\n  l30 = [local.l0, local.b]\n  b = local.c\n  c = [for x in local.b : x]\n}\nmodule "m" {\n  source = "./"\n}\nresource "aws_iam_role" "r" {}\nresource "aws_iam_role_policy" "p" {\n  role = aws_iam_role.r.id\n  policy = ${policy}\n}\n`;
    const plan = planText(
      {
        'aws_iam_role.r': { unknown: { arn: true } },
        'aws_iam_role_policy.p': { unknown: { policy: true, role: true } },
      },
      {
        resources: {
          'aws_iam_role.r': {},
          'aws_iam_role_policy.p': {
            role: refs('aws_iam_role.r.id'),
            policy: refs('local.a0', 'local.l0', 'local.d0'),
          },
        },
      },
    );
    const readHcl = await hcl();
    const files = (directory: string) => (/^\.?$/.test(directory) ? [{ path: 'main.tf', text: tf }] : []);
    const { name, file, options } = input(plan, {}, 'plan.json');
    const terraform = { readHcl, files, directories: () => ['.'] };
    expect(faultOf({ name, file, options: { ...options, terraform } }, true)).toBeUndefined();
  });
});

describe('files beside a template', async () => {
  const readHcl = await hcl();
  const besideWith = (path: string, text: string) => {
    const around = new Map(besideFiles).set(path, text).set('template.yaml', besideTemplate);
    const file = { path: 'template.yaml', text: besideTemplate };
    return faultOf({ name: path, file, options: everything(around, readHcl) }, false);
  };

  test.each([...besideFiles])('%s, cut off at each of its characters', (path, text) => {
    for (let end = 0; end < text.length; end += 3)
      expect(besideWith(path, text.slice(0, end)), String(end)).toBeUndefined();
  });

  test.each([...besideFiles.keys()])('anything but %s', (path) => {
    const others = [
      'null',
      '[]',
      '0',
      '"x"',
      '\u0000',
      '\ud800',
      '[['.repeat(50_000),
      '&a [*a]',
      besideTemplate,
      ...besideFiles.values(),
    ];
    for (const text of others) expect(besideWith(path, text), text.slice(0, 50)).toBeUndefined();
  });
});

describe('damaged input of every kind', async () => {
  const readHcl = await hcl();

  // `npm run fuzz` goes on where this ends.
  test.each([0, 100, 200])('seeds from %i', (from) => {
    for (let seed = from; seed < from + 100; seed++) {
      expect(faultOf(attack(bases, new Random(seed), readHcl), seed % 8 === 0), `seed ${String(seed)}`).toBeUndefined();
    }
  });

  test.each([
    ['cut off anywhere', prefixes],
    ['with one node damaged', mutations],
  ])('some of all inputs that are %s', (_, all) => {
    const applications = bases.filter(({ name }) => /^(?:orders|branches|nested)\//.test(name));
    const { count, inputAt } = all(applications, readHcl);
    for (let sample = 0; sample < 100; sample++) {
      const at = Math.floor(((sample + 0.5) * count) / 100);
      expect(faultOf(inputAt(at), false), `input ${String(at)}`).toBeUndefined();
    }
  });

  test.each(['orders/template.yaml', 'branches/template.yaml', 'openapi/Library.template.json'])(
    'every tenth node of %s',
    (name) => {
      const base = bases.find((each) => each.name === name);
      if (base === undefined) throw new Error(name);
      const random = new Random(1);
      for (const [at, path] of base.paths.entries()) {
        if (at % 10 !== 0) continue;
        const text = printTree(replaced(base.tree, path, random.pick(damages(base.tree, path, random))));
        expect(faultOf(input(text), false), text).toBeUndefined();
      }
    },
  );
});

/** A file that is being written: everything up to a line. Of long files not every line has its turn, to save time. */
describe('half-written files', () => {
  const read = (path: string): string => readFileSync(join(import.meta.dirname, 'templates', path), 'utf8');

  test.each([
    ['branches/template.yaml', 5],
    ['nested/platform.yaml', 1],
    ['guarded/template.yaml', 11],
    ['openapi/Library.template.json', 7],
  ] as const)('%s', (path, step) => {
    const lines = read(path).split('\n');
    for (let count = 0; count < lines.length; count += step) {
      const text = lines.slice(0, count).join('\n');
      expect(faultOf(input(text, {}, path), false), `${String(count)} lines`).toBeUndefined();
    }
  });

  test('a plan is said to be cut off', () => {
    const plan = read('nested/terraform/plan.json');
    for (let end = 200; end < plan.trimEnd().length; end += 997) {
      const { files } = lint([{ path: 'plan.json', text: plan.slice(0, end) }], { today });
      expect(files[0]?.unusable).toMatch(/^is a Terraform plan that is cut off or damaged: run "terraform plan/);
    }
  });
});

test('a fault of ours in one file leaves the others', () => {
  const broken = { path: 'broken.yaml', text: fn('Timeout: 3') };
  const sound = { path: 'sound.yaml', text: fn('Timeout: 3') };
  const { files, findings } = lint([broken, sound], {
    today,
    rules: everyRule,
    parameters: (path) => {
      if (path === 'broken.yaml') throw new Error('out of order');
      return {};
    },
  });
  expect(files.map(({ path, unusable }) => [path, unusable])).toEqual([
    ['broken.yaml', "can't be linted: out of order. This is a fault of lambda-lint; please report it"],
    ['sound.yaml', undefined],
  ]);
  expect(findings.map(({ at }) => at.file.path)).toContain('sound.yaml');
});
