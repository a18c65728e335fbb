import { defineRule, forAllMethods, hasStage, resourceSettings, spellStage } from './define.js';

/** Without limits of its own an API may use up what all APIs of the account have together. */
export default defineRule({
  id: 'api-throttling',
  title: 'Every stage of an API limits how many requests it takes',
  severity: 'warning',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html',
  ],
  peers: {
    'cdk-nag': ['APIGWDefaultThrottling'],
    'serverless-rules': [
      'ES2003',
      'aws_api_gateway_method_settings_throttling_rule',
      'aws_apigatewayv2_stage_throttling_rule',
    ],
    'Serverless Lens': ['REL1'],
  },
  options: {
    maxRate: {
      type: 'number',
      default: 0,
      minimum: 0,
      description: 'The highest limit of requests per second; 0: any limit will do.',
    },
    maxBurst: {
      type: 'number',
      default: 0,
      minimum: 0,
      description: 'The highest limit of requests at once; 0: any limit will do.',
    },
  },

  on: ['stage', 'restMethodSettings'],
  check(subject, { graph, options, report, undecided }) {
    if (subject.kind === 'stage' && !subject.isMade()) return;
    // Settings of a stage that is in the template are judged with it.
    if (subject.kind === 'restMethodSettings') {
      const isLone = graph.quietly(() => !hasStage(subject, graph) && resourceSettings(subject).scope === 'all');
      if (!isLone) return;
    }
    const limits = graph.quietly(() => {
      if (subject.kind === 'stage') return subject.limits();
      const { rate, burst } = subject;
      return { rate, burst, doubt: undefined };
    });
    const { rate, burst, doubt } = limits;
    const missing = [rate, burst].filter(
      (limit) => limit.state === 'absent' || (limit.state === 'known' && limit.value < 0),
    );
    const [first, second] = missing;
    if (first !== undefined) {
      if (subject.kind === 'stage' && subject.beside !== undefined) return;
      const who = subject.kind === 'stage' ? spellStage(subject) : subject.name;
      const words = second === undefined ? first.name : `${first.name} and ${second.name}`;
      const says =
        second !== undefined
          ? 'does not limit its requests'
          : first === rate
            ? 'limits how many requests it takes at once, but not how many per second'
            : 'limits how many requests it takes per second, but not how many at once';
      report({
        at: first,
        message: `${who} ${says}, so its clients can use up what the account has for all APIs`,
        help: `set ${words}${subject.kind === 'stage' ? `${subject.place}${forAllMethods(subject)}` : ''}`,
        label: second === undefined ? `no ${first.name}` : 'no limits',
        subject: 'throttling',
      });
      return;
    }
    if (doubt !== undefined) undecided(doubt.why, doubt);
    for (const [limit, max, unit] of [
      [rate, options.maxRate, 'requests per second'],
      [burst, options.maxBurst, 'requests at once'],
    ] as const) {
      if (limit.state === 'unknown') {
        if (max > 0) undecided(limit.why, limit);
      } else if (limit.state === 'known' && max > 0 && limit.value > max) {
        report({
          at: limit,
          message: `${subject.name} takes up to ${String(limit.value)} ${unit}, more than the ${String(max)} that are allowed`,
          help: `set ${limit.name} to ${String(max)} or less`,
          label: `more than ${String(max)}`,
          subject: limit === rate ? 'rate' : 'burst',
        });
      }
    }
  },
});
