import { expect, test } from 'vitest';
import rule from './code-signing-allowed-publishers.js';
import { lint } from '../../test/support/lint.js';

const company = 'arn:aws:signer:eu-central-1:123456789012:/signing-profiles/Company';
const foreign = 'arn:aws:signer:eu-central-1:999999999999:/signing-profiles/Mine/1234567890';
const options = { allowedProfileArns: [company] };

const app = (publishers: string, rest = '') => `
Resources:
  Signing:
    Type: AWS::Lambda::CodeSigningConfig
    Properties:
      AllowedPublishers:
        SigningProfileVersionArns: ${publishers}
${rest}
`;

test('an approved profile passes, with and without its version', () => {
  expect(lint(rule, app(`['${company}/abcdefghij']`), { options, undecided: true })).toBe('');
  expect(lint(rule, app(`['${company}']`), { options, undecided: true })).toBe('');
  expect(lint(rule, app(`['${company}/abcdefghij']`), { options: { allowedProfileArns: [`${company}/*`] } })).toBe('');
});

test('a list that leaves out the slash means the same profile', () => {
  const allowedProfileArns = [company.replace(':/', ':')];
  expect(lint(rule, app(`['${company}/abcdefghij']`), { options: { allowedProfileArns } })).toBe('');
});

test('a profile whose name only begins like an approved one is another', () => {
  expect(lint(rule, app(`['${company}2/abcdefghij']`), { options })).not.toBe('');
});

test('a pinned version is that version only', () => {
  const pinned = { allowedProfileArns: [`${company}/abcdefghij`] };
  expect(lint(rule, app(`['${company}/abcdefghij']`), { options: pinned })).toBe('');
  expect(lint(rule, app(`['${company}/zzzzzzzzzz']`), { options: pinned })).toMatchInlineSnapshot(`
    "7:37 error Signing trusts arn:aws:signer:eu-central-1:123456789012:/signing-profiles/Company/zzzzzzzzzz, which is not an approved signing profile [code-signing-allowed-publishers]
                SigningProfileVersionArns: ['arn:aws:signer:eu-central-1:123456789012:/signing-profiles/Company/zzzzzzzzzz']
                                            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not approved
      help: list a version of arn:aws:signer:eu-central-1:123456789012:/signing-profiles/Company/abcdefghij instead"
  `);
});

test('one bad entry fails, at its own place', () => {
  const list = `\n          - ${company}/abcdefghij\n          - ${foreign}`;
  expect(lint(rule, app(list), { options })).toMatchInlineSnapshot(`
    "9:13 error Signing trusts arn:aws:signer:eu-central-1:999999999999:/signing-profiles/Mine/1234567890, which is not an approved signing profile [code-signing-allowed-publishers]
                  - arn:aws:signer:eu-central-1:999999999999:/signing-profiles/Mine/1234567890
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not approved
      help: list a version of arn:aws:signer:eu-central-1:123456789012:/signing-profiles/Company instead"
  `);
});

test('a profile of the same template is no approved one', () => {
  const profile = `  Profile:
    Type: AWS::Signer::SigningProfile
    Properties: { PlatformId: AWSLambda-SHA384-ECDSA }`;
  expect(lint(rule, app('[!GetAtt Profile.ProfileVersionArn]', profile), { options })).toMatchInlineSnapshot(`
    "7:45 error Signing trusts Profile, a signing profile that this template makes itself, so its authors vouch for their own code [code-signing-allowed-publishers]
                SigningProfileVersionArns: [!GetAtt Profile.ProfileVersionArn]
                                                    ~~~~~~~~~~~~~~~~~~~~~~~~~ a profile of its own
      help: list a version of arn:aws:signer:eu-central-1:123456789012:/signing-profiles/Company instead
      8:3 Profile is made here"
  `);
  expect(lint(rule, app('[!Ref Profile]', profile), { undecided: true })).toBe('');
});

test('without a list the rule has nothing to say', () => {
  expect(lint(rule, app(`['${foreign}', !ImportValue profile]`), { undecided: true })).toBe('');
});

test('a branch that trusts somebody else is found, and when', () => {
  const conditions = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
  const list = `[!If [IsProd, '${company}/abcdefghij', '${foreign}']]`;
  expect(lint(rule, app(list, conditions), { options })).toMatchInlineSnapshot(`
    "7:131 error Signing trusts arn:aws:signer:eu-central-1:999999999999:/signing-profiles/Mine/1234567890, which is not an approved signing profile [code-signing-allowed-publishers]
                SigningProfileVersionArns: [!If [IsProd, 'arn:aws:signer:eu-central-1:123456789012:/signing-profiles/Company/abcdefghij', 'arn:aws:signer:eu-central-1:999999999999:/signing-profiles/Mine/1234567890']]
                                                                                                                                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not approved
      help: list a version of arn:aws:signer:eu-central-1:123456789012:/signing-profiles/Company instead
      when IsProd is false"
  `);
});

test('what only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Profile: { Type: String } }';
  for (const list of ['[!ImportValue profile]', '[!Ref Profile]', '!Ref Profile']) {
    expect(lint(rule, app(list, parameters), { options, undecided: true })).toMatch(/^7:\d+ undecided Signing: \S.*$/);
  }
  const holes = app('[!Sub "arn:aws:signer:${AWS::Region}:123456789012:/signing-profiles/Company/1234567890"]');
  expect(lint(rule, holes, { options, undecided: true })).toMatchInlineSnapshot(
    `"7:42 undecided Signing: parts of it are known only at deployment"`,
  );
  const regions = { allowedProfileArns: ['arn:aws:signer:*:123456789012:/signing-profiles/Company'] };
  expect(lint(rule, holes, { options: regions, undecided: true })).toBe('');
});

test('a parameter that lists them is judged by its default', () => {
  const parameters = `Parameters: { Profiles: { Type: CommaDelimitedList, Default: '${company}/a,${foreign}' } }`;
  expect(lint(rule, app('!Ref Profiles', parameters), { options })).toMatchInlineSnapshot(`
    "7:41 error Signing trusts arn:aws:signer:eu-central-1:999999999999:/signing-profiles/Mine/1234567890, which is not an approved signing profile [code-signing-allowed-publishers]
                SigningProfileVersionArns: !Ref Profiles
                                                ~~~~~~~~ not approved
      help: list a version of arn:aws:signer:eu-central-1:123456789012:/signing-profiles/Company instead
      8:62 its value comes from here
      when Profiles keeps its default"
  `);
});

test('no configuration lists more profiles than it may', () => {
  const list = (count: number) =>
    `[${Array.from({ length: count }, (_, index) => `'${company}/${String(index)}'`).join(', ')}]`;
  expect(lint(rule, app(list(20)))).toBe('');
  expect(lint(rule, app(list(21)))).toContain(
    'Signing trusts 21 signing profile versions, more than the 20 that it may list',
  );
  expect(lint(rule, app(list(3)), { options: { maxProfiles: 2 } })).toMatchInlineSnapshot(`
    "7:181 error Signing trusts 3 signing profile versions, more than the 2 that it may list [code-signing-allowed-publishers]
                SigningProfileVersionArns: ['arn:aws:signer:eu-central-1:123456789012:/signing-profiles/Company/0', 'arn:aws:signer:eu-central-1:123456789012:/signing-profiles/Company/1', 'arn:aws:signer:eu-central-1:123456789012:/signing-profiles/Company/2']
                                                                                                                                                                                            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ number 3
      help: take out what is over 2, oldest versions first"
  `);
});

test('the configuration of a SAM function in JSON is judged the same', () => {
  const text = `{ "Transform": "AWS::Serverless-2016-10-31", "Resources": {
  "Worker": { "Type": "AWS::Serverless::Function", "Properties": { "Handler": "a.b", "Runtime": "python3.13", "CodeUri": "src/", "CodeSigningConfigArn": { "Ref": "Signing" } } },
  "Signing": { "Type": "AWS::Lambda::CodeSigningConfig", "Properties": { "AllowedPublishers": { "SigningProfileVersionArns": [
    "${foreign}"
  ] } } }
} }`;
  expect(lint(rule, text, { path: 'template.json', options })).toMatchInlineSnapshot(`
    "template.json:4:5 error Signing trusts arn:aws:signer:eu-central-1:999999999999:/signing-profiles/Mine/1234567890, which is not an approved signing profile [code-signing-allowed-publishers]
            "arn:aws:signer:eu-central-1:999999999999:/signing-profiles/Mine/1234567890"
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not approved
      help: list a version of arn:aws:signer:eu-central-1:123456789012:/signing-profiles/Company instead"
  `);
});

test.each(['Company', '{ a: b }', '[[1]]', '[{ a: b }]', "['']", 'null'])(
  'a value of the wrong kind is no crash: %s',
  (list) => {
    expect(lint(rule, app(list), { options })).not.toContain('crashed');
  },
);
