import { defineRule } from './define.js';

/** A configuration that only warns signs nothing: tampered code is deployed, and a line is written to a log. */
export default defineRule({
  id: 'code-signing-enforced',
  title: 'A code-signing configuration blocks untrusted code',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_CodeSigningPolicies.html',
  ],
  peers: { 'Serverless Lens': ['SEC3'] },
  options: {
    level: {
      type: 'string',
      enum: ['Enforce', 'Warn'],
      default: 'Enforce',
      description: 'What has to happen to untrusted code at least.',
    },
  },

  on: 'codeSigningConfig',
  check(config, { options, report, graph }) {
    const { untrusted } = config;
    if (untrusted.state !== 'known') return;
    if (untrusted.value === 'Enforce' || (options.level === 'Warn' && untrusted.value === 'Warn')) return;

    const users = graph.mentioning('function', config.address);
    const effect =
      untrusted.value === 'Warn'
        ? 'so Lambda deploys untrusted code and only warns of it'
        : 'which is not a policy that Lambda knows';
    report({
      at: untrusted,
      message: untrusted.written
        ? `${config.name} sets ${untrusted.name} to ${untrusted.value}, ${effect}`
        : `${config.name} has no ${untrusted.name}, so Lambda deploys untrusted code and only warns of it`,
      help: `set ${untrusted.name} to ${options.level}`,
      label: untrusted.written ? `not ${options.level}` : 'Warn by default',
      related: users
        .slice(0, 3)
        .map((fn) => ({ at: fn.codeSigningConfig, message: `${fn.name} relies on ${config.name}` })),
      subject: 'untrusted',
      ...(users.length === 0 ? { atMost: 'info' } : {}),
    });
  },
});
