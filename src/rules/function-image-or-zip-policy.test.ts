import { expect, test } from 'vitest';
import rule from './function-image-or-zip-policy.js';
import { lint } from '../../test/support/lint.js';

const template = (properties: string, rest = '') => `
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/worker
      ${properties}
${rest}
`;

const zip = { allow: ['Zip'] };
const image = { allow: ['Image'] };

test('an image is found where only zip archives are allowed', () => {
  expect(lint(rule, template('PackageType: Image'), { options: zip })).toMatchInlineSnapshot(`
    "7:20 error Worker is a container image, which goes round code signing and layers: only zip archives are allowed [function-image-or-zip-policy]
              PackageType: Image
                           ~~~~~ an image
      help: deploy it as a zip archive, with PackageType Zip, or put it into the option exempt"
  `);
  expect(lint(rule, template('Code: { ImageUri: a.example.com/b:1 }'), { options: zip })).toContain(
    'is a container image',
  );
});

test('a zip archive is found where only images are allowed, also where nothing says so', () => {
  expect(lint(rule, template('PackageType: Zip'), { options: image })).toContain('7:20 error');
  expect(lint(rule, template('Timeout: 3'), { options: image })).toMatchInlineSnapshot(`
    "3:3 error Worker is a zip archive, and only container images are allowed [function-image-or-zip-policy]
          Worker:
          ~~~~~~ a zip archive
      help: deploy it as an image, with PackageType Image, or put it into the option exempt"
  `);
});

test('what is allowed passes, and everything does without the option', () => {
  expect(lint(rule, template('PackageType: Image'), { options: image, undecided: true })).toBe('');
  expect(lint(rule, template('Timeout: 3'), { options: zip, undecided: true })).toBe('');
  expect(lint(rule, template('PackageType: Image'), { options: { allow: ['Zip', 'Image'] }, undecided: true })).toBe(
    '',
  );
  expect(lint(rule, template('PackageType: Image'), { undecided: true })).toBe('');
});

test('a parameter is judged by each value that it may have', () => {
  const kinds = 'Parameters: { Kind: { Type: String, Default: Zip, AllowedValues: [Image, Zip] } }';
  expect(lint(rule, template('PackageType: !Ref Kind', kinds), { options: zip })).toContain('when Kind is Image');
  const any = 'Parameters: { Kind: { Type: String } }';
  expect(lint(rule, template('PackageType: !Ref Kind', any), { options: zip, undecided: true })).toMatchInlineSnapshot(
    `"7:25 undecided Worker: PackageType: Kind is given at deployment"`,
  );
});

test('a function is exempt by its name or a tag', () => {
  const exempt = (...names: string[]) => ({ options: { ...zip, exempt: names } });
  const text = template('PackageType: Image\n      Tags: [{ Key: Size, Value: large }]');
  expect(lint(rule, text, exempt('Work*'))).toBe('');
  expect(lint(rule, text, exempt('Size=large'))).toBe('');
  expect(lint(rule, text, exempt('Other'))).not.toBe('');
});

test('a function of SAM', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Metadata: { DockerContext: ./src, Dockerfile: Dockerfile }
    Properties: { PackageType: Image }
`;
  expect(lint(rule, text, { options: zip })).toContain('Worker is a container image');
  expect(lint(rule, text, { options: image, undecided: true })).toBe('');
});

test('the edge takes zip archives only', () => {
  const text = `
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt EdgeRole.Arn } }
  EdgeRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: edgelambda.amazonaws.com }, Action: 'sts:AssumeRole' }]
`;
  expect(lint(rule, text, { options: image, undecided: true })).toBe('');
});
