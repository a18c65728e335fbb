import { expect, test } from 'vitest';
import rule from './function-layer-on-image.js';
import { lint } from '../../test/support/lint.js';

/** A CloudFormation template with one function that has some properties. */
const template = (properties: string, rest = '') => `
${rest}
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      ${properties}
`;

const image = (properties: string, rest = '') => `
${rest}
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      PackageType: Image
      Code: { ImageUri: 123456789012.dkr.ecr.eu-central-1.amazonaws.com/worker:1 }
      ${properties}
`;

test('layers of an image are found, with all else that does not go with it', () => {
  expect(
    lint(
      rule,
      image(`Runtime: python3.13
      Handler: app.handler
      Layers: [arn:aws:lambda:eu-central-1:123456789012:layer:base:1]`),
    ),
  ).toMatchInlineSnapshot(`
    "11:15 error Worker is a container image and has Layers, Handler and Runtime, which only zip functions take, so that its deployment fails [function-layer-on-image]
              Layers: [arn:aws:lambda:eu-central-1:123456789012:layer:base:1]
                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not for an image
      help: remove Layers, Handler and Runtime, and put into the image what they stood for
      7:20 Worker is an image by this
      10:16 Handler is not for an image either
      9:16 Runtime is not for an image either"
  `);
});

test('a handler alone is found', () => {
  expect(lint(rule, image('Handler: app.handler'))).toMatchInlineSnapshot(`
    "9:16 error Worker is a container image and has Handler, which only zip functions take, so that its deployment fails [function-layer-on-image]
              Handler: app.handler
                       ~~~~~~~~~~~ not for an image
      help: remove Handler, and put into the image what it stood for
      7:20 Worker is an image by this"
  `);
});

test('an image with an image configuration passes', () => {
  expect(lint(rule, image('ImageConfig: { Command: [app.handler] }'), { undecided: true })).toBe('');
  expect(lint(rule, image('Layers: []'), { undecided: true })).toBe('');
  expect(lint(rule, image('Runtime: !Ref AWS::NoValue'), { undecided: true })).toBe('');
});

test('a zip function, also by default, has a handler', () => {
  expect(lint(rule, template('PackageType: Zip'), { undecided: true })).toBe('');
  expect(lint(rule, template('Runtime: python3.13'), { undecided: true })).toBe('');
});

test('an image URI alone makes an image', () => {
  const text = template('Code: { ImageUri: 123456789012.dkr.ecr.eu-central-1.amazonaws.com/worker:1 }');
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "7:16 error Worker is a container image and has Handler, which only zip functions take, so that its deployment fails [function-layer-on-image]
              Handler: app.handler
                       ~~~~~~~~~~~ not for an image
      help: remove Handler, and put into the image what it stood for
      8:25 Worker is an image by this"
  `);
});

test('a package type that only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Package: { Type: String } }';
  expect(lint(rule, template('PackageType: !Ref Package', parameters), { undecided: true })).toMatchInlineSnapshot(
    `"8:25 undecided Worker: whether Worker is an image depends on PackageType, which is known only at deployment"`,
  );
});

test('without any of the three, the package type does not matter', () => {
  const text = `
Parameters: { Package: { Type: String } }
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { PackageType: !Ref Package } }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('each allowed value of the package type is looked at', () => {
  const parameters = 'Parameters: { Package: { Type: String, Default: Zip, AllowedValues: [Zip, Image] } }';
  expect(lint(rule, template('PackageType: !Ref Package', parameters))).toMatchInlineSnapshot(`
    "7:16 error Worker is a container image and has Handler, which only zip functions take, so that its deployment fails [function-layer-on-image]
              Handler: app.handler
                       ~~~~~~~~~~~ not for an image
      help: remove Handler, and put into the image what it stood for
      8:25 Worker is an image by this
      when Package is Image"
  `);
});

test('only in the branch in which it is an image', () => {
  const conditions = 'Conditions: { AsImage: !Equals [!Ref AWS::Region, eu-west-1] }';
  expect(lint(rule, template('PackageType: !If [AsImage, Image, Zip]', conditions))).toMatchInlineSnapshot(`
    "7:16 error Worker is a container image and has Handler, which only zip functions take, so that its deployment fails [function-layer-on-image]
              Handler: app.handler
                       ~~~~~~~~~~~ not for an image
      help: remove Handler, and put into the image what it stood for
      8:34 Worker is an image by this
      when AsImage is true"
  `);
  const both = `PackageType: !If [AsImage, Image, Zip]
      Runtime: !If [AsImage, !Ref AWS::NoValue, python3.13]`.replace('Handler: app.handler', '');
  const fine = template(both, conditions).replace(
    'Handler: app.handler',
    'Handler: !If [AsImage, !Ref AWS::NoValue, a.b]',
  );
  expect(lint(rule, fine, { undecided: true })).toBe('');
});

test('a runtime that Globals give an image of SAM', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: python3.13 } }
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      PackageType: Image
      ImageUri: 123456789012.dkr.ecr.eu-central-1.amazonaws.com/worker:1
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "3:33 error Worker is a container image and has Runtime, which only zip functions take, so that its deployment fails [function-layer-on-image]
        Globals: { Function: { Runtime: python3.13 } }
                                        ~~~~~~~~~~ not for an image
      help: remove Runtime, and put into the image what it stood for
      8:20 Worker is an image by this"
  `);
});
