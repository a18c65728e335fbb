import { ref } from '../support/plan.js';
import { type Cases, fn } from '../support/terraform-cases.js';

const made = 'aws_lambda_function.f';
const other = { 'random_id.x': {} };
const audit = 'arn:aws:lambda:eu-west-1:111122223333:layer:audit:3';
const strange = 'arn:aws:lambda:eu-west-1:444455556666:layer:tracker:1';
const registry = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const live = {
  name: 'live',
  function_name: ref(`${made}.function_name`, 'fn'),
  function_version: ref(`${made}.version`),
};
const image = { ...fn, runtime: null, package_type: 'Image', image_uri: 'r:1' };

/** What a function is and what it may use up. */
export const functions: Cases = {
  'function-memory': [
    {
      fails: { [made]: fn },
      says: [
        `${made} has no memory_size, so that it gets 128 MB`,
        'set memory_size to what its load has been measured',
      ],
      passes: { [made]: { ...fn, memory_size: 512 } },
    },
    {
      options: { max: 1024 },
      fails: { [made]: { ...fn, memory_size: 2048 } },
      says: [`${made} has 2048 MB of memory, more than the 1024 MB that are allowed`],
      passes: { [made]: { ...fn, memory_size: 1024 } },
      undecided: [{ [made]: { ...fn, memory_size: ref('random_id.x.dec') }, ...other }, 'random_id.x gives it'],
    },
  ],
  'function-timeout': [
    {
      fails: { [made]: fn },
      says: [`${made} has no timeout, so that Lambda stops it after 3 s`, 'set timeout to a little more'],
      passes: { [made]: { ...fn, timeout: 10 } },
      undecided: [{ [made]: { ...fn, timeout: ref('random_id.x.dec') }, ...other }, 'random_id.x gives it'],
    },
    {
      fails: {
        [made]: { ...fn, timeout: 60 },
        'aws_apigatewayv2_api.a': { name: 'a', protocol_type: 'HTTP' },
        'aws_apigatewayv2_integration.i': {
          api_id: ref('aws_apigatewayv2_api.a.id'),
          integration_type: 'AWS_PROXY',
          integration_uri: ref('aws_lambda_function.f.invoke_arn'),
        },
      },
      says: [`${made} may run for 60 s, but the integration aws_apigatewayv2_integration.i gives up after 30 s`],
      passes: {
        [made]: { ...fn, timeout: 60 },
        'aws_api_gateway_integration.i': {
          type: 'AWS_PROXY',
          uri: ref('aws_lambda_function.f.invoke_arn'),
          timeout_milliseconds: 60000,
        },
      },
    },
    {
      fails: {
        [made]: { ...fn, timeout: 60 },
        'aws_api_gateway_integration.i': { type: 'AWS', uri: ref('aws_lambda_function.f.invoke_arn') },
      },
      says: [`${made} may run for 60 s, but the integration aws_api_gateway_integration.i gives up after 29 s`],
      passes: {
        [made]: { ...fn, timeout: 60 },
        'aws_api_gateway_integration.i': {
          type: 'AWS',
          uri: ref('aws_lambda_function.f.invoke_arn'),
          request_parameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" },
        },
      },
    },
  ],
  'function-reserved-concurrency': [
    {
      fails: { [made]: { ...fn, reserved_concurrent_executions: -1 } },
      says: [`${made} has no reserved_concurrent_executions, so that a burst of events`],
      passes: { [made]: { ...fn, reserved_concurrent_executions: 5 } },
    },
    {
      options: { max: 10, exempt: ['Size=large'] },
      fails: { [made]: { ...fn, reserved_concurrent_executions: 50 } },
      says: [`${made} reserves a concurrency of 50, more than the 10 that it may have`],
      passes: { [made]: { ...fn, reserved_concurrent_executions: 50, tags_all: { Size: 'large' } } },
      undecided: [
        { [made]: { ...fn, reserved_concurrent_executions: ref('random_id.x.dec') }, ...other },
        'random_id.x gives it',
      ],
    },
  ],
  'function-concurrency-by-tag': [
    {
      options: { rules: [{ tag: 'Cost', value: 'high', max: 5 }] },
      fails: { [made]: { ...fn, tags_all: { Cost: 'high' } } },
      says: [`${made} is tagged Cost=high, but has no reserved_concurrent_executions`],
      passes: { [made]: { ...fn, reserved_concurrent_executions: 5, tags_all: { Cost: 'high' } } },
      undecided: [
        { [made]: { ...fn, tags: { Cost: ref('random_id.x.hex') }, tags_all: ref('random_id.x.hex') }, ...other },
        'parts of it are known only at deployment',
      ],
    },
  ],
  'function-required-tags': [
    {
      options: { tags: [{ key: 'Team' }] },
      fails: { [made]: { ...fn, tags_all: { team: 'orders' } } },
      says: [`${made} does not have the tag Team`, 'add Team to tags'],
      // Also those that the provider gives to all.
      passes: { [made]: { ...fn, tags: { Name: 'f' }, tags_all: { Name: 'f', Team: 'orders' } } },
      undecided: [
        { [made]: { ...fn, tags: ref('random_id.x.hex'), tags_all: ref('random_id.x.hex') }, ...other },
        'random_id.x gives it',
      ],
    },
    {
      options: { tags: [{ key: 'Team', values: ['orders', 'billing'] }] },
      fails: { [made]: { ...fn, tags_all: { Team: 'nobody' } } },
      says: [`${made} has the tag Team with the value nobody, which is not one that your organisation uses`],
      passes: { [made]: { ...fn, tags_all: { Team: 'billing' } } },
    },
  ],
  'function-runtime-allowed': [
    {
      options: { allow: ['nodejs22.x', 'python3.*'] },
      fails: { [made]: { ...fn, runtime: 'ruby3.3' } },
      says: [`${made} runs on ruby3.3, which is not among the runtimes`, 'set runtime to'],
      passes: { [made]: fn, 'aws_lambda_function.g': image },
      undecided: [{ [made]: { ...fn, runtime: ref('random_id.x.hex') }, ...other }, 'random_id.x gives it'],
    },
  ],
  'function-runtime-latest': [
    {
      fails: { [made]: fn },
      says: [`${made} runs on nodejs22.x, which AWS patches until 2027-04-30`, 'set runtime to nodejs24.x'],
      passes: { [made]: { ...fn, runtime: 'nodejs24.x' }, 'aws_lambda_function.g': image },
      undecided: [{ [made]: { ...fn, runtime: ref('random_id.x.hex') }, ...other }, 'random_id.x gives it'],
    },
  ],
  'function-runtime-deprecated': [
    {
      fails: { [made]: { ...fn, runtime: 'python3.7' } },
      says: [`${made} runs on python3.7, unpatched since 2023-12-04`, 'set runtime to python3.'],
      passes: { [made]: fn, 'aws_lambda_function.g': image },
      undecided: [{ [made]: { ...fn, runtime: ref('random_id.x.hex') }, ...other }, 'random_id.x gives it'],
    },
  ],
  'function-code-source': [
    {
      options: { allowedBuckets: ['artefacts'] },
      fails: { [made]: { ...fn, s3_bucket: 'downloads', s3_key: 'f.zip' } },
      says: [`${made} takes its code from the bucket downloads, which is not an approved one`, 'from artefacts'],
      passes: {
        [made]: { ...fn, s3_bucket: ref('aws_s3_bucket.b.id'), s3_key: 'f.zip' },
        'aws_s3_bucket.b': { bucket: 'artefacts' },
      },
      undecided: [{ [made]: { ...fn, s3_bucket: ref('random_id.x.hex'), s3_key: 'f.zip' }, ...other }, 'random_id.x'],
    },
    {
      options: { allowedBuckets: ['artefacts'] },
      fails: { [made]: { ...fn, filename: 'f.zip' } },
      says: [`${made} is deployed from filename f.zip, a file of the machine that deploys`, 'name it by s3_bucket'],
      passes: { [made]: { ...fn, s3_bucket: 'artefacts', s3_key: 'f.zip' }, 'aws_lambda_function.g': image },
    },
  ],
  'function-image-source': [
    {
      fails: { [made]: { ...image, image_uri: `${registry}/worker:latest` } },
      says: [`${made} names its image by the tag latest: a deployment does not notice`, 'name it by its digest'],
      passes: { [made]: { ...image, image_uri: `${registry}/worker:1.4.2` }, 'aws_lambda_function.g': fn },
      undecided: [{ [made]: { ...image, image_uri: ref('random_id.x.hex') }, ...other }, 'random_id.x'],
    },
    {
      // What the apply adds to the URL of the repository is not in the plan: only tags that stay make it no matter.
      fails: { [made]: { ...image, image_uri: `${registry}/worker` } },
      says: [`${made} names its image without a tag, which stands for latest`],
      passes: {
        [made]: { ...image, image_uri: ref('aws_ecr_repository.r.repository_url') },
        'aws_ecr_repository.r': { name: 'worker', image_tag_mutability: 'IMMUTABLE' },
      },
      undecided: [
        {
          [made]: { ...image, image_uri: ref('aws_ecr_repository.r.repository_url') },
          'aws_ecr_repository.r': { name: 'worker' },
        },
        'the tag of ${aws_ecr_repository.r.repository_url} is known only at deployment',
      ],
    },
    {
      options: { allowedRegistries: ['444455556666'] },
      fails: { [made]: { ...image, image_uri: `${registry}/worker:1` } },
      says: [`${made} runs the image ${registry}/worker:1, which is of no approved registry`, 'push the image to'],
      passes: { [made]: { ...image, image_uri: '444455556666.dkr.ecr.eu-west-1.amazonaws.com/worker:1' } },
    },
  ],
  'function-image-or-zip-policy': [
    {
      options: { allow: ['Zip'] },
      fails: { [made]: image },
      says: [`${made} is a container image, which goes round code signing and layers`, 'with package_type Zip'],
      passes: { [made]: fn },
      undecided: [{ [made]: { ...fn, package_type: ref('random_id.x.hex') }, ...other }, 'random_id.x gives it'],
    },
  ],
  'function-name-pattern': [
    {
      options: { pattern: 'orders-*' },
      fails: { [made]: fn },
      says: [`${made} is named fn, which does not match orders-*`, 'set function_name to a name that matches orders-*'],
      passes: { [made]: { ...fn, function_name: 'orders-worker' } },
      undecided: [{ [made]: { ...fn, function_name: ref('random_id.x.hex') }, ...other }, 'known only at deployment'],
    },
  ],
  'function-alias-published': [
    {
      fails: { [made]: { ...fn, publish: true } },
      says: [
        `${made} has no alias, so its callers get each change of the code at once`,
        'make an alias of the version',
      ],
      passes: { [made]: { ...fn, publish: true }, 'aws_lambda_alias.live': live },
      undecided: [
        { [made]: { ...fn, publish: ref('random_id.x.hex') }, 'aws_lambda_alias.live': live, ...other },
        'what aws_lambda_alias.live leads to is known only at deployment',
      ],
    },
    {
      fails: { [made]: fn, 'aws_lambda_alias.live': live },
      says: [`aws_lambda_alias.live leads to $LATEST of ${made}`, 'set publish to true'],
      passes: { [made]: fn, 'aws_lambda_alias.live': { ...live, function_version: '7' } },
    },
  ],
  'function-layer-on-image': [
    {
      fails: { [made]: { ...image, layers: [audit], handler: 'index.handler' } },
      says: [`${made} is a container image and has layers and handler, which only zip functions take`],
      passes: { [made]: { ...fn, layers: [audit], handler: 'index.handler' }, 'aws_lambda_function.g': image },
      undecided: [
        { [made]: { ...fn, package_type: ref('random_id.x.hex'), layers: [audit] }, ...other },
        `whether ${made} is an image depends on package_type, which is known only at deployment`,
      ],
    },
  ],
  'function-layer-allowed-sources': [
    {
      options: { allowedAccounts: ['111122223333'] },
      fails: { [made]: { ...fn, layers: [audit, strange] } },
      says: [
        `${made} attaches the layer ${strange} of account 444455556666, which is not an approved source: its code runs with the role of ${made}`,
      ],
      passes: { [made]: { ...fn, layers: [audit] } },
      undecided: [{ [made]: { ...fn, layers: [ref('random_id.x.hex')] }, ...other }, 'random_id.x gives it'],
    },
    {
      options: { allowedArns: ['arn:aws:lambda:*:self:layer:base'] },
      fails: {
        [made]: { ...fn, layers: [ref('aws_lambda_layer_version.l.arn')] },
        'aws_lambda_layer_version.l': { layer_name: 'l' },
      },
      says: [`${made} attaches the layer aws_lambda_layer_version.l of this plan, which is not an approved source`],
      passes: { [made]: image },
    },
  ],
};
