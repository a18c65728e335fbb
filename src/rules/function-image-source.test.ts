import { expect, test } from 'vitest';
import rule from './function-image-source.js';
import { lint } from '../../test/support/lint.js';

const template = (uri: string, rest = '') => `
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      PackageType: Image
      Code: { ImageUri: ${uri} }
${rest}
`;

const sam = (properties: string, metadata = '') => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    ${metadata}
    Properties:
      PackageType: Image
      ${properties}
`;

const repository = (properties = '{}') => `
  Images:
    Type: AWS::ECR::Repository
    Properties: ${properties}
`;

const registry = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

test('the tag latest is found, and so is an image without a tag', () => {
  expect(lint(rule, template(`${registry}/worker:latest`))).toMatchInlineSnapshot(`
    "7:25 warning Worker names its image by the tag latest: a deployment does not notice that another image has got it, and what this template deploys depends on the day [function-image-source]
              Code: { ImageUri: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/worker:latest }
                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ whatever was pushed last
      help: name it by its digest, as repository@sha256:…, or by a tag that no other image gets, such as one of its version"
  `);
  expect(lint(rule, template(`${registry}/worker`))).toMatchInlineSnapshot(`
    "7:25 warning Worker names its image without a tag, which stands for latest: a deployment does not notice that another image has got it, and what this template deploys depends on the day [function-image-source]
              Code: { ImageUri: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/worker }
                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ whatever was pushed last
      help: name it by its digest, as repository@sha256:…, or by a tag that no other image gets, such as one of its version"
  `);
});

test('a digest passes, and a tag of its own', () => {
  for (const uri of [
    `${registry}/worker@${digest}`,
    `${registry}/worker:latest@${digest}`,
    `${registry}/worker:1.4.2`,
  ]) {
    expect(lint(rule, template(uri), { undecided: true })).toBe('');
  }
  expect(lint(rule, template('!Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/worker:v${Build}"'))).toBe(
    '',
  );
});

test('a digest can be asked for', () => {
  const options = { requireDigest: true };
  expect(lint(rule, template(`${registry}/worker:1.4.2`), { options })).toMatchInlineSnapshot(`
    "7:25 warning Worker names its image by the tag 1.4.2, which may be given to another one, and not by its digest [function-image-source]
              Code: { ImageUri: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/worker:1.4.2 }
                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not a digest
      help: name it by its digest, as repository@sha256:…"
  `);
  expect(lint(rule, template(`${registry}/worker:latest`), { options })).toContain(
    'by its digest, as repository@sha256:…',
  );
  expect(lint(rule, template(`${registry}/worker@${digest}`), { options, undecided: true })).toBe('');
  expect(lint(rule, template('!Sub "${Image}@${Digest}"'), { options, undecided: true })).toBe('');
});

test('a registry that nobody has approved is found', () => {
  const options = { allowedRegistries: ['444455556666', 'self'] };
  expect(lint(rule, template(`${registry}/worker:1`), { options })).toMatchInlineSnapshot(`
    "7:25 warning Worker runs the image 111122223333.dkr.ecr.eu-west-1.amazonaws.com/worker:1, which is of no approved registry: whoever pushes to it has what the role of Worker may do [function-image-source]
              Code: { ImageUri: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/worker:1 }
                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not an approved registry
      help: push the image to the registry of account 444455556666 or a registry of this account, and name it there"
  `);
});

test('registries are approved by account, by host and by repository', () => {
  const found = (uri: string, ...allowedRegistries: string[]) =>
    lint(rule, template(uri), { options: { allowedRegistries }, undecided: true });
  expect(found(`${registry}/worker:1`, '111122223333')).toBe('');
  expect(found(`${registry}/worker:1`, registry)).toBe('');
  expect(found(`${registry}/worker:1`, '111122223333.dkr.ecr.*.amazonaws.com')).toBe('');
  expect(found(`${registry}/approved/worker:1`, `${registry}/approved/*`)).toBe('');
  expect(found(`${registry}/worker:1`, `${registry}/approved/*`)).toContain('of no approved registry');
  expect(found('111122223333.dkr-ecr.eu-west-1.on.aws/worker:1', '111122223333')).toBe('');
  const own = '!Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/worker:1"';
  expect(found(own, 'self')).toBe('');
  expect(found(own, 'self.dkr.ecr.*.amazonaws.com')).toBe('');
  expect(found(own, 'self.dkr.ecr.eu-west-1.amazonaws.com')).toContain('undecided');
  expect(found(own, '111122223333')).toMatchInlineSnapshot(
    `"7:30 undecided Worker: the registry of \${AWS::AccountId}.dkr.ecr.\${AWS::Region}.\${AWS::URLSuffix}/worker:1 is known only at deployment"`,
  );
});

test('a repository of the template lies in the registry of its account', () => {
  const uri = '!Sub "${Images.RepositoryUri}:1"';
  const options = { allowedRegistries: ['self'] };
  expect(lint(rule, template(uri, repository()), { options, undecided: true })).toBe('');
  const named = { allowedRegistries: ['self.dkr.ecr.*.amazonaws.com/approved/*'] };
  expect(lint(rule, template(uri, repository('{ RepositoryName: worker }')), { options: named })).toContain(
    'of no approved registry',
  );
  const byName = '!Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/${Images}:1"';
  const approved = repository('{ RepositoryName: approved/worker }');
  expect(lint(rule, template(byName, approved), { options: named, undecided: true })).toBe('');
});

test('a repository whose tags stay where they are', () => {
  const uri = '!Sub "${Images.RepositoryUri}:latest"';
  const of = (properties: string) => lint(rule, template(uri, repository(properties)), { undecided: true });
  expect(of('{ ImageTagMutability: IMMUTABLE }')).toBe('');
  expect(lint(rule, template('!GetAtt Images.RepositoryUri', repository('{ ImageTagMutability: IMMUTABLE }')))).toBe(
    '',
  );
  expect(of('{}')).toMatchInlineSnapshot(`
    "7:30 warning Worker names its image by the tag latest: a deployment does not notice that another image has got it, and what this template deploys depends on the day [function-image-source]
              Code: { ImageUri: !Sub "\${Images.RepositoryUri}:latest" }
                                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ whatever was pushed last
      help: name it by its digest, as repository@sha256:…, or by a tag that no other image gets, such as one of its version
      9:3 Images lets a tag be given to another image"
  `);
  const filters = (mode: string, filter: string) =>
    of(
      `{ ImageTagMutability: ${mode}, ImageTagMutabilityExclusionFilters: [{ ImageTagMutabilityExclusionFilterType: WILDCARD, ImageTagMutabilityExclusionFilterValue: ${filter} }] }`,
    );
  expect(filters('IMMUTABLE_WITH_EXCLUSION', 'dev-*')).toBe('');
  expect(filters('IMMUTABLE_WITH_EXCLUSION', 'late*')).toContain('by the tag latest');
  expect(filters('MUTABLE_WITH_EXCLUSION', 'latest')).toBe('');
  expect(of('{ ImageTagMutability: !ImportValue mode }')).toContain('undecided');
  // Nobody can overwrite it, but it is no digest.
  const strict = lint(rule, template(uri, repository('{ ImageTagMutability: IMMUTABLE }')), {
    options: { requireDigest: true },
  });
  expect(strict).toContain('by the tag latest');
  expect(strict).not.toContain('lets a tag');
});

test('what only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Tag: { Type: String }, Image: { Type: String } }';
  expect(
    lint(rule, template(`!Sub "${registry}/worker:\${Tag}"`, parameters), { undecided: true }),
  ).toMatchInlineSnapshot(
    `"7:30 undecided Worker: the tag of 111122223333.dkr.ecr.eu-west-1.amazonaws.com/worker:\${Tag} is known only at deployment"`,
  );
  expect(lint(rule, template('!Ref Image', parameters), { undecided: true })).toMatchInlineSnapshot(
    `"7:30 undecided Worker: Code.ImageUri: Image is given at deployment"`,
  );
  expect(lint(rule, template(`!Sub "${registry}/\${Image}"`, parameters), { undecided: true })).toContain('undecided');
  expect(
    lint(rule, template('!Sub "${Image}:1"', parameters), {
      options: { allowedRegistries: ['self'] },
      undecided: true,
    }),
  ).toContain('the registry of ${Image}:1 is known only at deployment');
});

test('a default of a parameter, and a branch', () => {
  const tag = 'Parameters: { Tag: { Type: String, Default: latest } }';
  expect(lint(rule, template(`!Sub "${registry}/worker:\${Tag}"`, tag))).toContain('when Tag keeps its default');
  const stage = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
  const branch = `!If [IsProd, "${registry}/worker:7", "${registry}/worker:latest"]`;
  expect(lint(rule, template(branch, stage))).toContain('when IsProd is false');
});

test('an image that packaging has yet to push is named by it', () => {
  const build = 'Metadata: { DockerContext: ./src, Dockerfile: Dockerfile, DockerTag: latest }';
  for (const text of [
    sam('Timeout: 3', build),
    sam(`ImageUri: ${registry}/worker:latest`, build),
    sam('ImageUri: worker:latest'),
    sam('ImageUri: team/worker'),
  ]) {
    expect(lint(rule, text, { undecided: true })).toBe('');
    const options = { allowedRegistries: ['self'] };
    expect(lint(rule, text, { options, undecided: true })).toContain('undecided Worker: packaging puts ImageUri there');
  }
  const built = build.replace(' }', ', SamResourceId: Worker }');
  expect(lint(rule, sam(`ImageUri: ${registry}/worker:latest`, built))).toContain('by the tag latest');
});

test('a zip function is not judged', () => {
  const options = { allowedRegistries: ['self'], requireDigest: true };
  const text = 'Resources: { Worker: { Type: AWS::Lambda::Function, Properties: { Handler: app.handler } } }';
  expect(lint(rule, text, { options, undecided: true })).toBe('');
});

test('an asset of the CDK lies in the account, under the hash of what it is', () => {
  const asset =
    '!Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/cdk-hnb659fds-container-assets-${AWS::AccountId}-${AWS::Region}:8a1b2c3d"';
  expect(lint(rule, template(asset), { options: { allowedRegistries: ['self'] }, undecided: true })).toBe('');
});

test('in JSON', () => {
  const text = JSON.stringify({
    Resources: {
      Worker: { Type: 'AWS::Lambda::Function', Properties: { Code: { ImageUri: `${registry}/worker:latest` } } },
    },
  });
  expect(lint(rule, text, { path: 'template.json' })).toContain('by the tag latest');
});

test.each(["''", "':'", "'@'", '[a]', '3', "'a/b/c:d/e@f'"])('an odd value is no crash: %s', (uri) => {
  expect(lint(rule, template(uri), { options: { allowedRegistries: ['self'] } })).not.toContain('crashed');
});
