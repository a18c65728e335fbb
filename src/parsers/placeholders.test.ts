import { expect, test } from 'vitest';
import { cutPlaceholders } from './placeholders.js';
import { parse } from './parse.js';

const at = { file: { path: 'x.yml', text: '' }, start: 0, end: 0 };
const cut = (text: string): string =>
  cutPlaceholders(text, at)
    .filter((part) => part !== '')
    .map((part) => {
      if (typeof part === 'string') return part;
      return part.is === 'opaque' ? `<${part.key ?? ''}>` : part.is === 'parameter' ? `<<${part.name}>>` : part.is;
    })
    .join(' ');

test.each([
  ['${self:service}', '<self:service>'],
  ['${self:service}-${opt:stage, "dev"}-role', '<self:service> - <opt:stage, "dev"> -role'],
  ['arn:aws:sqs:${self:custom.${opt:stage}.region}:*:q', 'arn:aws:sqs: <self:custom.${opt:stage}.region> :*:q'],
  ['${file(config/${self:provider.stage}.yml):a.b}', '<file(config/${self:provider.stage}.yml):a.b>'],
  ['${cf(eu-west-1):stack.Output}', '<cf(eu-west-1):stack.Output>'],
  ['arn:aws:sns:#{AWS::Region}:#{AWS::AccountId}:t', 'arn:aws:sns: <<AWS::Region>> : <<AWS::AccountId>> :t'],
  ['${self:never.closed', '<self:never.close>'],
])('%s', (text, parts) => {
  expect(cut(text)).toBe(parts);
});

test.each(['${aws:username}', '${s3:prefix}', '${AWS::Region}', '${Stage}', '#{Stage}', '{{resolve:ssm:/x}}', 'plain'])(
  'not a variable of another tool: %s',
  (text) => {
    expect(cutPlaceholders(text, at)).toEqual([text]);
  },
);

test('a value that is one variable may be anything, and one within a text is a hole in it', () => {
  const text = `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: \${self:service}-role
      Policies: \${file(./policies.yml)}
      Path: !Sub '/\${self:custom.team}/\${AWS::Region}/'
`;
  const [role] = parse({ path: 'resources.yml', text }).template?.resources ?? [];
  const value = (key: string) => role?.properties.entries.get(key)?.value;
  expect(value('RoleName')).toMatchObject({ is: 'text', parts: [{ is: 'opaque', key: 'self:service' }, '-role'] });
  expect(value('Policies')).toMatchObject({
    is: 'opaque',
    why: 'the Serverless Framework fills in ${file(./policies.yml)}',
  });
  expect(value('Path')).toMatchObject({
    is: 'text',
    parts: ['/', { is: 'opaque', key: 'self:custom.team' }, '/', { is: 'parameter', name: 'AWS::Region' }, '/'],
  });
});

test.each([
  ['Handlebars', 'Name: {{name}}\nA: { Type: AWS::SNS::Topic }\n{{> role}}\n{{#each x}}\n', 6, 14],
  ['Jinja', 'Resources:\n{% for name in names %}\n  T{{ name }}: { Type: AWS::SNS::Topic }\n{% endfor %}\n', 11, 34],
  ['ERB', 'Resources:\n<% if x %>\n  T: { Type: AWS::SNS::Topic\n', 11, 21],
])('of %s that is not filled in there is one thing to say', (_, text, start, end) => {
  const { problems } = parse({ path: 't.yaml', text });
  expect(problems).toMatchObject([
    { message: 'another tool has to fill this in before the file can be read', at: { start, end } },
  ]);
});

test('a line of nothing but marks that are never closed is gone through once', () => {
  const text = `Resources:\n  T: { Type: AWS::SNS::Topic }\n${': {{'.repeat(250_000)}`;
  expect(parse({ path: 't.yaml', text }).problems).not.toEqual([]);
});

test('in quotes such a mark is text, and what is wrong elsewhere is said', () => {
  const text = 'Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties: { TopicName: "{{ name }}" }\n  ]\n';
  expect(parse({ path: 't.yaml', text }).problems.map(({ message }) => message)).not.toContain(
    'another tool has to fill this in before the file can be read',
  );
});
