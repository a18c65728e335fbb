import { expect, test } from 'vitest';
import rule from './role-shared.js';
import { lint } from '../../test/support/lint.js';

/** Functions by name, each with a role. */
const functions = (roles: Readonly<Record<string, string>>, rest = '') => `
Resources:
${Object.entries(roles)
  .map(([name, role]) => `  ${name}: { Type: AWS::Lambda::Function, Properties: { Role: ${role} } }`)
  .join('\n')}
  Shared:
    Type: AWS::IAM::Role
    Properties: { RoleName: shared }
  Other:
    Type: AWS::IAM::Role
    Properties: { Path: / }
${rest}
`;

const sam = (roles: Readonly<Record<string, string>>, rest = '') => `
Transform: AWS::Serverless-2016-10-31
Resources:
${Object.entries(roles)
  .map(
    ([name, role]) => `  ${name}:
    Type: AWS::Serverless::Function
    Properties: { Handler: app.handler, Runtime: python3.13, CodeUri: src/${role} }`,
  )
  .join('\n')}
  Shared: { Type: AWS::IAM::Role, Properties: {} }
${rest}
`;

const isProd = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';

test('a role for each function passes', () => {
  expect(lint(rule, functions({ A: '!GetAtt Shared.Arn', B: '!GetAtt Other.Arn' }), { undecided: true })).toBe('');
});

test('the second function with a role is found, beside the first', () => {
  expect(lint(rule, functions({ A: '!GetAtt Shared.Arn', B: '!GetAtt Shared.Arn' }))).toMatchInlineSnapshot(`
    "4:65 error B has the same role as A (Shared), so each can do what is meant for the other [role-shared]
          B: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Shared.Arn } }
                                                                        ~~~~~~~~~~ the role of A
      help: give B a role of its own
      3:65 A has it, too"
  `);
});

test('each further function is found, and all are shown', () => {
  const roles = { A: '!GetAtt Shared.Arn', B: '!GetAtt Shared.Arn', C: '!GetAtt Shared.Arn' };
  expect(lint(rule, functions(roles))).toMatchInlineSnapshot(`
    "4:65 error B has the same role as A (Shared), so each can do what is meant for the other [role-shared]
          B: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Shared.Arn } }
                                                                        ~~~~~~~~~~ the role of A
      help: give B a role of its own
      3:65 A has it, too
      5:65 C has it, too
    5:65 error C has the same role as A (Shared), so each can do what is meant for the other [role-shared]
          C: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Shared.Arn } }
                                                                        ~~~~~~~~~~ the role of A
      help: give C a role of its own
      3:65 A has it, too
      4:65 B has it, too"
  `);
});

test('one role is the same however it is written', () => {
  const ways = [
    '!GetAtt [Shared, Arn]',
    '!Sub "${Shared.Arn}"',
    '!Join ["", [!GetAtt Shared.Arn]]',
    'arn:aws:iam::123456789012:role/shared',
    '!Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${Shared}"',
    '!Sub "arn:aws:iam::${AWS::AccountId}:role/service/shared"',
  ];
  for (const way of ways) {
    expect(lint(rule, functions({ A: '!GetAtt Shared.Arn', B: way }))).toContain('B has the same role as A (Shared)');
  }
});

test('a role of elsewhere is the same with or without its account and partition', () => {
  const roles = {
    A: 'arn:aws:iam::123456789012:role/company-worker',
    B: '!Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/company-worker"',
  };
  expect(lint(rule, functions(roles))).toMatchInlineSnapshot(`
    "4:62 error B has the same role as A (arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/company-worker), so each can do what is meant for the other [role-shared]
          B: { Type: AWS::Lambda::Function, Properties: { Role: !Sub "arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/company-worker" } }
                                                                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ the role of A
      help: give B a role of its own
      3:57 A has it, too"
  `);
  expect(lint(rule, functions({ ...roles, B: 'arn:aws:iam::123456789012:role/company-other' }))).toBe('');
});

test('text that is put together from the same parts is the same role', () => {
  const way = '!Sub "arn:aws:iam::${AWS::AccountId}:role/${Stage}-worker"';
  const parameters = 'Parameters: { Stage: { Type: String } }';
  expect(lint(rule, functions({ A: way, B: way }, parameters))).toContain('B has the same role as A');
  expect(lint(rule, functions({ A: way, B: way.replace('worker', 'other') }, parameters))).toBe('');
});

test('a role from a parameter or an import is shared by all who use it', () => {
  const parameters = 'Parameters: { WorkerRole: { Type: String } }';
  expect(lint(rule, functions({ A: '!Ref WorkerRole', B: '!Ref WorkerRole' }, parameters))).toMatchInlineSnapshot(`
    "4:62 error B has the same role as A (WorkerRole), so each can do what is meant for the other [role-shared]
          B: { Type: AWS::Lambda::Function, Properties: { Role: !Ref WorkerRole } }
                                                                     ~~~~~~~~~~ the role of A
      help: give B a role of its own
      3:62 A has it, too"
  `);
  expect(lint(rule, functions({ A: '!ImportValue worker-role', B: '!ImportValue worker-role' })))
    .toMatchInlineSnapshot(`
    "4:70 error B has the same role as A (worker-role), so each can do what is meant for the other [role-shared]
          B: { Type: AWS::Lambda::Function, Properties: { Role: !ImportValue worker-role } }
                                                                             ~~~~~~~~~~~ the role of A
      help: give B a role of its own
      3:70 A has it, too"
  `);
  expect(lint(rule, functions({ A: '!Ref WorkerRole', B: "!Sub '${WorkerRole}'" }, parameters))).toContain(
    'B has the same role as A',
  );
  const maker = '  Maker: { Type: Custom::Role, Properties: { ServiceToken: x } }';
  expect(lint(rule, functions({ A: '!GetAtt Maker.RoleArn', B: "!Sub '${Maker.RoleArn}'" }, maker))).toContain(
    'B has the same role as A (Maker.RoleArn)',
  );
});

test('two roles that only the deployment knows may be one: that is told once', () => {
  const parameters = 'Parameters: { One: { Type: String }, Two: { Type: String } }';
  expect(
    lint(rule, functions({ A: '!Ref One', B: '!Ref Two' }, parameters), { undecided: true }),
  ).toMatchInlineSnapshot(`"4:62 undecided B: Two is given at deployment"`);
  expect(lint(rule, functions({ A: '!Ref One' }, parameters), { undecided: true })).toBe('');
  expect(lint(rule, functions({ A: '!GetAtt Shared.Arn', B: '!Ref One' }, parameters), { undecided: true })).toBe('');
});

test('parameters with the same default share what they stand for', () => {
  const arn = 'arn:aws:iam::123456789012:role/worker';
  const parameters = `Parameters: { One: { Type: String, Default: '${arn}' }, Two: { Type: String, Default: '${arn}' } }`;
  expect(lint(rule, functions({ A: '!Ref One', B: '!Ref Two' }, parameters))).toMatchInlineSnapshot(`
    "4:62 error B has the same role as A (arn:aws:iam::123456789012:role/worker), so each can do what is meant for the other [role-shared]
          B: { Type: AWS::Lambda::Function, Properties: { Role: !Ref Two } }
                                                                     ~~~ the role of A
      help: give B a role of its own
      3:62 A has it, too
      11:118 its value comes from here
      when Two keeps its default and One keeps its default"
  `);
});

test('functions that are never there together share nothing', () => {
  const text = (condition: string) => `
${isProd}
  IsTest: ${condition}
Resources:
  A: { Type: AWS::Lambda::Function, Condition: IsProd, Properties: { Role: !GetAtt Shared.Arn } }
  B: { Type: AWS::Lambda::Function, Condition: IsTest, Properties: { Role: !GetAtt Shared.Arn } }
  Shared: { Type: AWS::IAM::Role, Properties: {} }
`;
  const both = text('!Equals [!Ref Region, eu]')
    .replace('Conditions: {', 'Conditions:\n ')
    .replace('prod] }', 'prod]')
    .replace('Stage: { Type: String }', 'Stage: { Type: String }, Region: { Type: String }');
  const never = text('!Not [!Condition IsProd]').replace('Conditions: {', 'Conditions:\n ').replace('prod] }', 'prod]');
  expect(lint(rule, never, { undecided: true })).toBe('');
  expect(lint(rule, both)).toMatchInlineSnapshot(`
    "8:84 error B has the same role as A (Shared), so each can do what is meant for the other [role-shared]
          B: { Type: AWS::Lambda::Function, Condition: IsTest, Properties: { Role: !GetAtt Shared.Arn } }
                                                                                           ~~~~~~~~~~ the role of A
      help: give B a role of its own
      7:84 A has it, too
      when IsProd is true"
  `);
});

test('a branch in which the role is shared is found, and when', () => {
  const roles = { A: '!GetAtt Shared.Arn', B: '!If [IsProd, !GetAtt Other.Arn, !GetAtt Shared.Arn]' };
  expect(lint(rule, functions(roles, isProd))).toMatchInlineSnapshot(`
    "4:97 error B has the same role as A (Shared), so each can do what is meant for the other [role-shared]
          B: { Type: AWS::Lambda::Function, Properties: { Role: !If [IsProd, !GetAtt Other.Arn, !GetAtt Shared.Arn] } }
                                                                                                        ~~~~~~~~~~ the role of A
      help: give B a role of its own
      3:65 A has it, too
      when IsProd is false"
  `);
});

test('many functions with conditions of their own make one finding each', () => {
  const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'];
  const text = `
Parameters: { Stage: { Type: String } }
Conditions:
${names.map((name) => `  Has${name}: !Equals [!Ref Stage, ${name}]`).join('\n')}
  Always: !Not [!Equals [!Ref Stage, never]]
Resources:
${names.map((name) => `  ${name}: { Type: AWS::Lambda::Function, Condition: Always, Properties: { Role: !GetAtt Shared.Arn } }`).join('\n')}
  Shared: { Type: AWS::IAM::Role, Properties: {} }
`;
  expect(lint(rule, text).match(/^\S+ error/gm)).toHaveLength(9);
});

test('functions for which SAM makes a role share none', () => {
  expect(lint(rule, sam({ A: '', B: '' }), { undecided: true })).toBe('');
});

test('SAM functions with one role are found', () => {
  const role = ', Role: !GetAtt Shared.Arn';
  expect(lint(rule, sam({ A: role, B: role }))).toMatchInlineSnapshot(`
    "9:91 error B has the same role as A (Shared), so each can do what is meant for the other [role-shared]
            Properties: { Handler: app.handler, Runtime: python3.13, CodeUri: src/, Role: !GetAtt Shared.Arn }
                                                                                                  ~~~~~~~~~~ the role of A
      help: give B a role of its own
      6:91 A has it, too"
  `);
});

test('the role that SAM makes for one function may be given to no other', () => {
  expect(lint(rule, sam({ A: '', B: ', Role: !GetAtt ARole.Arn' }))).toMatchInlineSnapshot(`
    "9:91 error B has the same role as A (the role that SAM makes for A), so each can do what is meant for the other [role-shared]
            Properties: { Handler: app.handler, Runtime: python3.13, CodeUri: src/, Role: !GetAtt ARole.Arn }
                                                                                                  ~~~~~~~~~ the role of A
      help: give B a role of its own
      4:3 A has it, too"
  `);
});

test('where Role is left out by a condition, SAM makes a role of its own', () => {
  const role = ', Role: !If [IsProd, !GetAtt Shared.Arn, !Ref AWS::NoValue]';
  expect(lint(rule, sam({ A: role, B: role }, isProd))).toMatchInlineSnapshot(`
    "9:104 error B has the same role as A (Shared), so each can do what is meant for the other [role-shared]
            Properties: { Handler: app.handler, Runtime: python3.13, CodeUri: src/, Role: !If [IsProd, !GetAtt Shared.Arn, !Ref AWS::NoValue] }
                                                                                                               ~~~~~~~~~~ the role of A
      help: give B a role of its own
      6:104 A has it, too
      when IsProd is true"
  `);
  const other = ', Role: !If [IsProd, !Ref AWS::NoValue, !GetAtt Shared.Arn]';
  expect(lint(rule, sam({ A: role, B: other }, isProd), { undecided: true })).toBe('');
});

test('an alias and its versions are one function', () => {
  expect(lint(rule, sam({ A: ', Role: !GetAtt Shared.Arn, AutoPublishAlias: live' }), { undecided: true })).toBe('');
});

test('functions that Fn::ForEach copies share the role they are copied with', () => {
  const text = `
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Workers:
    - Name
    - [One, Two]
    - \${Name}Worker:
        Type: AWS::Lambda::Function
        Properties: { Role: !GetAtt Shared.Arn }
  Shared: { Type: AWS::IAM::Role, Properties: {} }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "9:37 error TwoWorker has the same role as OneWorker (Shared), so each can do what is meant for the other [role-shared]
                Properties: { Role: !GetAtt Shared.Arn }
                                            ~~~~~~~~~~ the role of OneWorker
      help: give TwoWorker a role of its own
      9:37 OneWorker has it, too"
  `);
});

test('a number of functions may be allowed', () => {
  const roles = { A: '!GetAtt Shared.Arn', B: '!GetAtt Shared.Arn', C: '!GetAtt Shared.Arn' };
  expect(lint(rule, functions(roles), { options: { maxFunctions: 3 } })).toBe('');
  expect(lint(rule, functions(roles), { options: { maxFunctions: 2 } })).toMatchInlineSnapshot(`
    "5:65 error C has the same role as A and B (Shared), so each can do what is meant for the others [role-shared]
          C: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Shared.Arn } }
                                                                        ~~~~~~~~~~ the role of A and B
      help: give C a role of its own
      3:65 A has it, too
      4:65 B has it, too"
  `);
});

test('roles are exempt by id, ARN, parameter or export', () => {
  const exempt = (role: string, exemptRoles: string[], rest = '') =>
    lint(rule, functions({ A: role, B: role }, rest), { options: { exemptRoles }, undecided: true });
  expect(exempt('!GetAtt Shared.Arn', ['Sh*'])).toBe('');
  expect(exempt('arn:aws:iam::123456789012:role/lab', ['arn:aws:iam::*:role/lab'])).toBe('');
  expect(exempt('!ImportValue lab-role', ['lab-role'])).toBe('');
  expect(exempt('!Ref LabRole', ['LabRole'], 'Parameters: { LabRole: { Type: String } }')).toBe('');
  expect(exempt('!GetAtt Shared.Arn', ['Other'])).not.toBe('');
});

test('functions of one group may share a role', () => {
  const role = ', Role: !GetAtt Shared.Arn, Tags: { Service: ';
  const options = { groupBy: 'Service' };
  const roles = { A: `${role}orders }`, B: `${role}orders }`, C: `${role}billing }` };
  expect(lint(rule, sam(roles), { options })).toMatchInlineSnapshot(`
    "12:91 error C has the same role as A (Shared), so each can do what is meant for the other [role-shared]
            Properties: { Handler: app.handler, Runtime: python3.13, CodeUri: src/, Role: !GetAtt Shared.Arn, Tags: { Service: billing } }
                                                                                                  ~~~~~~~~~~ the role of A
      help: give C a role of its own
      6:91 A has it, too
      9:91 B has it, too"
  `);
  expect(lint(rule, sam({ A: `${role}orders }`, B: `${role}orders }` }), { options })).toBe('');
  expect(lint(rule, sam({ A: ', Role: !GetAtt Shared.Arn', B: ', Role: !GetAtt Shared.Arn' }), { options })).not.toBe(
    '',
  );
  const open = lint(rule, sam({ A: `${role}orders }`, B: `${role}!ImportValue x }` }), { options, undecided: true });
  expect(open).toMatch(/^\S+ undecided B: /);
});

test('JSON is judged like YAML', () => {
  const worker = '{ "Type": "AWS::Lambda::Function", "Properties": { "Role": { "Fn::GetAtt": ["Shared", "Arn"] } } }';
  const text = `{ "Resources": {
  "A": ${worker},
  "B": ${worker},
  "Shared": { "Type": "AWS::IAM::Role", "Properties": {} }
} }`;
  expect(lint(rule, text, { path: 'template.json' })).toMatchInlineSnapshot(`
    "template.json:3:67 error B has the same role as A (Shared), so each can do what is meant for the other [role-shared]
          "B": { "Type": "AWS::Lambda::Function", "Properties": { "Role": { "Fn::GetAtt": ["Shared", "Arn"] } } },
                                                                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ the role of A
      help: give B a role of its own
      template.json:2:67 A has it, too"
  `);
});

test.each(['3', '[a]', '{ a: b }', "''", 'null', '!GetAtt Missing.Arn', '!GetAtt A.Arn'])(
  'a role of the wrong kind is no crash: %s',
  (role) => {
    expect(lint(rule, functions({ A: role, B: role }))).not.toContain('crashed');
  },
);

test('an empty or missing role is not shared', () => {
  expect(lint(rule, functions({ A: "''", B: "''" }))).toBe('');
  expect(lint(rule, functions({ A: '!Ref AWS::NoValue', B: '!Ref AWS::NoValue' }))).toBe('');
});

test('a parameter that is empty by default is one role for all who use it', () => {
  const parameters = "Parameters: { One: { Type: String, Default: '' }, Two: { Type: String, Default: '' } }";
  expect(lint(rule, functions({ A: '!Ref One', B: '!Ref One' }, parameters))).toMatchInlineSnapshot(`
    "4:62 error B has the same role as A (from one parameter), so each can do what is meant for the other [role-shared]
          B: { Type: AWS::Lambda::Function, Properties: { Role: !Ref One } }
                                                                     ~~~ the role of A
      help: give B a role of its own
      3:62 A has it, too
      11:45 its value comes from here"
  `);
  expect(lint(rule, functions({ A: '!Ref One', B: '!Ref Two' }, parameters))).toBe('');
});

test('of many users the owner and the first five are shown', () => {
  const roles = Object.fromEntries(Array.from('ABCDEFGH', (name) => [name, '!GetAtt Shared.Arn']));
  const [second] = lint(rule, functions(roles)).split(/^(?=\S)/m);
  expect(second?.match(/\w has it, too/g)).toEqual(['A', 'C', 'D', 'E', 'F'].map((name) => `${name} has it, too`));
});

test('in groups, each of many users counts', () => {
  const text = functions(
    Object.fromEntries(Array.from('ABCDEFGFH', (team, at) => [`${team}${String(at)}`, '!GetAtt Shared.Arn'])),
  ).replace(/^ {2}(\w)\d: .*Arn/gm, (line, team: string) => `${line}, Tags: [{ Key: team, Value: ${team} }]`);
  const found = [...lint(rule, text, { options: { groupBy: 'team' } }).matchAll(/error (\w+) has/g)];
  expect(found.map(([, name]) => name)).toEqual(['B1', 'C2', 'D3', 'E4', 'F5', 'G6', 'H8']);
});

test('many functions, each with a condition of its own: each is found, beside one of those before it', () => {
  const count = 30;
  const each = (line: (at: number) => string) => Array.from({ length: count }, (_, at) => line(at)).join('\n');
  const text = `
Parameters:
${each((at) => `  P${String(at)}: { Type: String, Default: a }`)}
Conditions:
${each((at) => `  C${String(at)}: !Equals [!Ref P${String(at)}, b]`)}
Resources:
${each((at) => `  F${String(at)}: { Type: AWS::Lambda::Function, Condition: C${String(at)}, Properties: { Role: !GetAtt R.Arn } }`)}
  R: { Type: AWS::IAM::Role }
`;
  const found = [...lint(rule, text).matchAll(/error (F\d+) has the same role as F\d+ \(R\)/g)].map(([, name]) => name);
  expect([...new Set(found)]).toEqual(Array.from({ length: count - 1 }, (_, at) => `F${String(at + 1)}`));
});

/** Functions with one role, each with a condition of its own. */
const conditional = (count: number, condition: (n: string) => string): string => {
  const numbers = Array.from({ length: count }, (_, n) => String(n));
  return `
Parameters:
  Stage: { Type: String }
${numbers.map((n) => `  P${n}: { Type: String }`).join('\n')}
Conditions:
${numbers.map((n) => `  C${n}: ${condition(n)}`).join('\n')}
Resources:
  Shared: { Type: AWS::IAM::Role, Properties: {} }
${numbers.map((n) => `  F${n}: { Type: AWS::Lambda::Function, Condition: C${n}, Properties: { Role: !GetAtt Shared.Arn } }`).join('\n')}
`;
};

test('of very many functions that may all be left out, each is found beside one of the first', () => {
  const found = lint(
    rule,
    conditional(60, (n) => `!Equals [!Ref P${n}, 'yes']`),
  );
  for (const n of [1, 10, 59]) expect(found).toMatch(new RegExp(`F${String(n)} has the same role as F\\d`));
});

test('very many functions of which each leaves out all others share nothing; beyond a hundred, that is not looked into', () => {
  const text = conditional(105, (n) => `!Equals [!Ref Stage, '${n}']`);
  const found = lint(rule, text, { undecided: true });
  expect(found).not.toContain('has the same role');
  expect(found.split('\n').filter((each) => each.includes('F'))).toMatchInlineSnapshot(`
    [
      "317:3 undecided F100: it hangs on more conditions of others than are tried",
      "318:3 undecided F101: it hangs on more conditions of others than are tried",
      "319:3 undecided F102: it hangs on more conditions of others than are tried",
      "320:3 undecided F103: it hangs on more conditions of others than are tried",
      "321:3 undecided F104: it hangs on more conditions of others than are tried",
    ]
  `);
});
