import { expect, test } from 'vitest';
import rule from './function-code-source.js';
import { lint } from '../../test/support/lint.js';

const template = (properties: string, rest = '') => `
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      ${properties}
${rest}
`;

const sam = (properties: string, rest = '') => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      ${properties}
${rest}
`;

const signing = (policy: string) => `
  Signing:
    Type: AWS::Lambda::CodeSigningConfig
    Properties:
      AllowedPublishers: { SigningProfileVersionArns: [arn:aws:signer:eu-west-1:111122223333:/signing-profiles/p/v] }
      CodeSigningPolicies: { UntrustedArtifactOnDeployment: ${policy} }
`;

const inline = 'Code: { ZipFile: "exports.handler = () => 1" }';
const options = { allowedBuckets: ['artefacts-*'] };

test('code in the template that a configuration refuses is found', () => {
  const text = template(`${inline}\n      CodeSigningConfigArn: !Ref Signing`, signing('Enforce'));
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "7:24 info Worker has its code in Code.ZipFile, which nobody can sign, and CodeSigningConfigArn lets in only what is signed: Lambda refuses the code [function-code-source]
              Code: { ZipFile: "exports.handler = () => 1" }
                               ~~~~~~~~~~~~~~~~~~~~~~~~~~~ can't be signed
      help: deploy the code as an archive that is signed
      14:61 Signing blocks code that is not signed"
  `);
  const ofSam = sam(
    'InlineCode: "exports.handler = () => 1"\n      CodeSigningConfigArn: !Ref Signing',
    signing('Enforce'),
  );
  expect(lint(rule, ofSam)).toContain('Worker has its code in InlineCode, which nobody can sign');
});

test('a configuration that only warns lets it through, and so does none', () => {
  const warned = template(`${inline}\n      CodeSigningConfigArn: !Ref Signing`, signing('Warn'));
  expect(lint(rule, warned, { undecided: true })).toBe('');
  expect(lint(rule, template(inline), { undecided: true })).toBe('');
});

test('what a configuration does that is made elsewhere, or given at deployment, is not guessed at', () => {
  const elsewhere = 'arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-0c44689353457652';
  const text = (arn: string) => template(`${inline}\n      CodeSigningConfigArn: ${arn}`);
  expect(lint(rule, text(elsewhere), { undecided: true })).toMatchInlineSnapshot(
    `"8:29 undecided Worker: CodeSigningConfigArn names a configuration that this template does not make, and which may block what is not signed"`,
  );
  expect(lint(rule, text('!ImportValue signing'), { undecided: true })).toContain('undecided Worker');
  const given = template(`${inline}\n      CodeSigningConfigArn: !Ref Signing`, signing('!ImportValue policy'));
  expect(lint(rule, given, { undecided: true })).toContain('undecided Worker');
});

test('only in the branch that is wrong, and says when', () => {
  const conditions = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
  const arn = '!If [IsProd, !Ref Signing, !Ref AWS::NoValue]';
  const text = template(`${inline}\n      CodeSigningConfigArn: ${arn}`, signing('Enforce') + conditions);
  expect(lint(rule, text)).toContain('when IsProd is true');
});

test('code in the template can be refused', () => {
  expect(lint(rule, template(inline), { options: { allowInline: false } })).toMatchInlineSnapshot(`
    "7:24 info Worker has its code in Code.ZipFile, so it is neither built, nor checked, nor signed like other code [function-code-source]
              Code: { ZipFile: "exports.handler = () => 1" }
                               ~~~~~~~~~~~~~~~~~~~~~~~~~~~ code within the template
      help: deploy the code as an archive"
  `);
  expect(lint(rule, sam('InlineCode: !Sub "const a = ${AWS::Region}"'), { options: { allowInline: false } })).toContain(
    'Worker has its code in InlineCode',
  );
  expect(lint(rule, template('Code: src/'), { options: { allowInline: false }, undecided: true })).toBe('');
});

test('a bucket that nobody has approved is found', () => {
  const text = template('Code: { S3Bucket: downloads, S3Key: worker.zip }');
  expect(lint(rule, text, { options })).toMatchInlineSnapshot(`
    "7:25 info Worker takes its code from the bucket downloads, which is not an approved one: whoever may write there has what the role of Worker may do [function-code-source]
              Code: { S3Bucket: downloads, S3Key: worker.zip }
                                ~~~~~~~~~ not an approved bucket
      help: take the code from one that matches artefacts-*"
  `);
  expect(lint(rule, text, { undecided: true })).toBe('');
  const found = (uri: string) => lint(rule, sam(`CodeUri: ${uri}`), { options, undecided: true });
  expect(found('s3://downloads/worker.zip')).toContain('takes its code from the bucket downloads');
  expect(found('{ Bucket: downloads, Key: worker.zip }')).toContain('takes its code from the bucket downloads');
});

test('an approved bucket passes, also one that the template makes', () => {
  expect(lint(rule, sam('CodeUri: s3://artefacts-prod/worker.zip'), { options, undecided: true })).toBe('');
  const code = 'Code: { S3Bucket: !Ref Artefacts, S3Key: worker.zip }';
  const bucket = (properties: string) => `\n  Artefacts: { Type: AWS::S3::Bucket, Properties: ${properties} }`;
  expect(lint(rule, template(code, bucket('{ BucketName: artefacts-prod }')), { options, undecided: true })).toBe('');
  expect(lint(rule, template(code, bucket('{ BucketName: other }')), { options })).toContain('from the bucket other');
  expect(lint(rule, template(code, bucket('{}')), { options, undecided: true })).toContain('undecided Worker');
});

test('what has yet to be packaged is not judged', () => {
  for (const text of [sam('CodeUri: src/'), sam('CodeUri: ./build/worker.zip'), template('Code: src/')]) {
    expect(lint(rule, text, { options, undecided: true })).toBe('');
  }
});

test('a bucket that only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Bucket: { Type: String }, Uri: { Type: String } }';
  const text = template('Code: { S3Bucket: !Ref Bucket, S3Key: worker.zip }', parameters);
  expect(lint(rule, text, { options, undecided: true })).toMatchInlineSnapshot(
    `"7:30 undecided Worker: Code.S3Bucket: Bucket is given at deployment"`,
  );
  const uri = sam('CodeUri: !Ref Uri', parameters);
  expect(lint(rule, uri, { options, undecided: true })).toContain('undecided Worker: CodeUri');
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('the default of a parameter, and what is given instead', () => {
  const text = template(
    'Code: { S3Bucket: !Ref Bucket, S3Key: worker.zip }',
    'Parameters: { Bucket: { Type: String, Default: downloads } }',
  );
  expect(lint(rule, text, { options })).toContain('when Bucket keeps its default');
  expect(lint(rule, text, { options, parameters: { Bucket: 'artefacts-prod' } })).toBe('');
});

test('an asset of the CDK lies in its bucket', () => {
  const asset = 'Code: { S3Bucket: !Sub "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}", S3Key: 0a1b2c.zip }';
  const found = (...allowedBuckets: string[]) => lint(rule, template(asset), { options: { allowedBuckets } });
  expect(found('cdk-*-assets-*')).toBe('');
  expect(found('artefacts')).toContain('which is not an approved one');
});

test('a container image is not judged', () => {
  const image = template('PackageType: Image\n      Code: { ImageUri: a.example.com/b:1 }');
  expect(lint(rule, image, { options: { ...options, allowInline: false }, undecided: true })).toBe('');
});

test.each(['Code: [a]', 'Code: { ZipFile: [a] }', 'Code: { S3Bucket: { a: b } }', 'Code: 3'])(
  'an odd value is no crash: %s',
  (code) => {
    expect(lint(rule, template(code), { options: { ...options, allowInline: false } })).not.toContain('crashed');
  },
);
