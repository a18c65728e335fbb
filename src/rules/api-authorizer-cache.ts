import { defineRule } from './define.js';

/** An answer that is kept lets in whoever had it, however long ago it was taken back. */
export default defineRule({
  id: 'api-authorizer-cache',
  title: 'A Lambda authorizer keeps its answers for a bounded time, and knows for whom',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html',
  ],
  peers: { 'cfn-lint': ['E3718'] },
  presets: { strict: 'info' },
  options: {
    maxTtl: {
      type: 'integer',
      minimum: 0,
      default: 300,
      description: 'The most seconds for which an answer may be kept; `0`: none is kept.',
    },
  },

  on: 'authorizer',
  check(authorizer, { options: { maxTtl }, report }) {
    const { name, type, cacheTtl, isRest } = authorizer;
    if (type.state !== 'known' || type.value !== 'lambda' || cacheTtl.state !== 'known' || cacheTtl.value <= 0) return;
    const seconds = String(cacheTtl.value);
    if (cacheTtl.value > maxTtl) {
      report({
        at: cacheTtl,
        message: cacheTtl.written
          ? `${name} keeps its answers for ${seconds} seconds, more than ${String(maxTtl)}, so that whoever is shut out gets in as long as that`
          : `${name} has no ${cacheTtl.name}, so that it keeps its answers for ${seconds} seconds, more than ${String(maxTtl)}, and whoever is shut out gets in as long as that`,
        help: `set ${cacheTtl.name} to ${maxTtl === 0 ? '0' : `${String(maxTtl)} or less`}`,
        label: cacheTtl.written ? `above ${String(maxTtl)}` : `no ${cacheTtl.name}`,
        subject: 'cache',
      });
    }
    const { awsType } = authorizer;
    if (!isRest || awsType.state !== 'known' || awsType.value.toUpperCase() !== 'REQUEST') return;
    const { identitySource } = authorizer;
    if (identitySource.state !== 'absent') return;
    report({
      at: identitySource,
      message: `${name} keeps its answers for ${seconds} seconds, but has no ${identitySource.name} that tells one caller from another, so API Gateway refuses to make it`,
      help: `set ${identitySource.name} to what names the caller, such as method.request.header.Authorization, or ${cacheTtl.name} to 0`,
      label: `no ${identitySource.name}`,
      related: cacheTtl.written ? [{ at: cacheTtl, message: 'answers are kept' }] : [],
      subject: 'identity source',
    });
  },
});
