import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { lint as lintFiles } from '../lint.js';
import { defineRule, spell } from '../rules/define.js';

const meta = { severity: 'error', pillar: 'security', since: '0.1.0', sources: [], peers: {}, options: {} } as const;

const handler = 'Resources:\n  Fn: { Type: AWS::Lambda::Function, Properties: { Runtime: nodejs22.x } }\n';

test('a rule that crashes is a finding, and the others go on', () => {
  const rule = defineRule({
    ...meta,
    id: 'breaks',
    title: 'Breaks',
    on: 'function',
    check() {
      throw new Error('no such thing\n    at somewhere');
    },
  });
  expect(lint(rule, handler)).toMatchInlineSnapshot(`
    "2:3 error the rule breaks crashed here (no such thing), so that it says nothing about this resource [rule-crashed]
          Fn: { Type: AWS::Lambda::Function, Properties: { Runtime: nodejs22.x } }
          ~~
      help: report it to the authors of lambda-lint with this template, or switch the rule off"
  `);
});

const runtime = defineRule({
  ...meta,
  id: 'runtime',
  title: 'Says what the runtime is',
  on: 'function',
  check({ name, runtime: is }, { report }) {
    if (is.state === 'known' && is.value !== 'good')
      report({ at: is, message: `${name} has ${is.value}`, help: 'change it' });
  },
});

const withRuntime = (is: string, more: string): string =>
  `Resources:\n  Fn: { Type: AWS::Lambda::Function, Properties: { Runtime: ${is} } }\n${more}`;

test('a finding names the default that it rests on, and shows where it stands', () => {
  const template = withRuntime('!Ref Is', 'Parameters:\n  Is: { Type: String, Default: bad }\n');
  expect(lint(runtime, template)).toMatchInlineSnapshot(`
    "2:66 error Fn has bad [runtime]
          Fn: { Type: AWS::Lambda::Function, Properties: { Runtime: !Ref Is } }
                                                                         ~~
      help: change it
      4:32 its value comes from here
      when Is keeps its default"
  `);
});

test('a finding names the allowed value that is wrong', () => {
  const template = withRuntime(
    '!Ref Is',
    'Parameters:\n  Is: { Type: String, Default: good, AllowedValues: [good, bad] }\n',
  );
  expect(lint(runtime, template)).toMatchInlineSnapshot(`
    "2:66 error Fn has bad [runtime]
          Fn: { Type: AWS::Lambda::Function, Properties: { Runtime: !Ref Is } }
                                                                         ~~
      help: change it
      4:60 its value comes from here
      when Is is bad"
  `);
});

test('a finding rests on no default that only changes which conditions are asked about', () => {
  const template = withRuntime(
    '!If [IsWord, !If [Fine, good, bad], good]',
    `Parameters: { Word: { Type: String, Default: '' }, Mode: { Type: String } }
Conditions:
  IsWord: !Equals [!Ref Word, !Select [0, !Split [':', !Ref Word]]]
  Fine: !Equals [!Ref Mode, fine]
`,
  );
  expect(lint(runtime, template)).toContain('when IsWord is true and Fine is false');
});

test('what differs by nothing but words is told once', () => {
  const wordy = defineRule({
    ...meta,
    id: 'wordy',
    title: 'Quotes what it reads',
    on: 'permission',
    check({ name, sourceArn: of }, { report }) {
      if (of.state === 'known') report({ at: of, message: `${name} is for ${spell(of.value)}`, help: 'change it' });
    },
  });
  const template = `
    Conditions: { China: !Equals [!Ref AWS::Partition, aws-cn], On: !Or [!Condition China, !Equals [!Ref AWS::Region, r]] }
    Resources:
      Invoke: { Type: AWS::Lambda::Permission, Condition: On, Properties: { SourceArn: !Sub 'arn:\${AWS::Partition}:s3:::b' } }
`;
  expect(lint(wordy, template)).toMatchInlineSnapshot(`
    "4:93 error Invoke is for arn:\${AWS::Partition}:s3:::b [wordy]
              Invoke: { Type: AWS::Lambda::Permission, Condition: On, Properties: { SourceArn: !Sub 'arn:\${AWS::Partition}:s3:::b' } }
                                                                                                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
      help: change it"
  `);
});

test('the condition of the resource itself is no news', () => {
  const template = withRuntime('bad', 'Conditions:\n  On: !Equals [!Ref AWS::Region, eu-west-1]\n').replace(
    'Function,',
    'Function, Condition: On,',
  );
  expect(lint(runtime, template)).not.toContain('when');
});

test('more ways than can be looked at are said to be undecided', () => {
  const conditions = Array.from({ length: 7 }, (_, index) => `  C${index}: !Equals [!Ref P${index}, x]`).join('\n');
  const parameters = Array.from({ length: 7 }, (_, index) => `  P${index}: { Type: String }`).join('\n');
  const nested = Array.from({ length: 7 }).reduce<string>((is, _, index) => `!If [C${index}, ${is}, ${is}]`, 'good');
  const template = withRuntime(nested, `Parameters:\n${parameters}\nConditions:\n${conditions}\n`);
  expect(lint(runtime, template, { undecided: true })).toMatchInlineSnapshot(
    `"2:3 undecided Fn: its conditions can fall in more than 64 ways"`,
  );
});

test('a fingerprint stays when a finding moves, and tells findings apart', () => {
  const fingerprints = (text: string): readonly string[] =>
    lintFiles([{ path: 'template.yaml', text }], { ruleset: [runtime], today: new Date('2026-11-22') }).findings.map(
      ({ fingerprint }) => fingerprint,
    );
  const two = `${handler}  Other: { Type: AWS::Lambda::Function, Properties: { Runtime: nodejs22.x } }\n`;
  expect(fingerprints(`# moved\n${two}`)).toEqual(fingerprints(two));
  expect(new Set(fingerprints(two)).size).toBe(2);
});

test('a default is taken away once for all that a check reports', () => {
  let checks = 0;
  const layers = defineRule({
    ...meta,
    id: 'layers',
    title: 'Says which layers are bad',
    on: 'function',
    check({ layers: are }, { report }) {
      checks += 1;
      for (const layer of are.state === 'known' ? are.value : []) {
        if (layer.state === 'external' && spell(layer.text) === 'bad')
          report({ at: layer, message: 'is bad', help: 'change it' });
      }
    },
  });
  const names = Array.from({ length: 20 }, (_, index) => `P${String(index)}`);
  const parameters = names.map((name) => `  ${name}: { Type: String, Default: bad }\n`).join('');
  const used = names.map((name) => `!Ref ${name}`).join(', ');
  const found = lint(
    layers,
    `Parameters:\n${parameters}Resources:\n  Fn: { Type: AWS::Lambda::Function, Properties: { Layers: [${used}] } }\n`,
  );
  expect(found.match(/when P\d+ keeps its default/g)).toHaveLength(20);
  // All of them and each of them, with the answers of the first world and with any.
  expect(checks).toBeLessThanOrEqual(1 + 2 * 21);
});
