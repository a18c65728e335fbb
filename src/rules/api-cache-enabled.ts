import {
  defineRule,
  forAllMethods,
  hasStage,
  methodSettingsOf,
  ofAllMethods,
  resourceSettings,
  spellStage,
  whatCannotSet,
  wordOf,
} from './define.js';

/** What is answered from a cache need not be worked out again; what a cache costs is paid by the hour, used or not. */
export default defineRule({
  id: 'api-cache-enabled',
  title: 'Every stage of a REST API caches responses',
  severity: 'off',
  pillar: 'performance',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html',
  ],
  peers: {
    checkov: ['CKV_AWS_120', 'CKV_AWS_225'],
    'guard-rules-registry': ['API_GW_CACHE_ENABLED_AND_ENCRYPTED'],
    'cdk-nag': ['APIGWCacheEnabledAndEncrypted'],
    trivy: ['AVD-AWS-0190'],
    'AWS Config': ['API_GW_CACHE_ENABLED_AND_ENCRYPTED'],
  },
  presets: { 'config-parity': 'error' },
  options: {},

  on: ['stage', 'restMethodSettings'],
  check(subject, { graph, report, undecided }) {
    if (subject.kind === 'restMethodSettings') {
      // Settings of a stage that is in the template are judged with it.
      const isLone = graph.quietly(() => !hasStage(subject, graph) && resourceSettings(subject).scope === 'all');
      if (!isLone) return;
      const { caching } = subject;
      if (caching.state === 'unknown' || (caching.state === 'known' && caching.value)) return;
      report({
        at: caching,
        message: `${subject.name} caches no responses, so every request runs the backend`,
        help: `set ${caching.name} to true`,
        label: 'no caching',
        subject: 'cache',
      });
      return;
    }

    const { resource } = subject;
    if (resource.kind !== 'restStage' && resource.kind !== 'restDeployment') return;
    if (!subject.isMade() || subject.beside !== undefined) return;
    const cluster = resource.cacheCluster;
    if (cluster.state === 'unknown') return;
    const who = spellStage(subject);
    const { caching, isUsed, open } = graph.quietly(() => {
      const all = methodSettingsOf(resource, graph);
      const each = all.flatMap((one) => (one.scope === 'some' ? [one.settings.caching] : []));
      const forAll = ofAllMethods(resource, 'caching', all);
      return {
        caching: forAll,
        isUsed: [forAll, ...each].some((one) => one.state === 'known' && one.value),
        open: [forAll, ...each].find(({ state }) => state === 'unknown'),
      };
    });
    if (cluster.state === 'absent' || !cluster.value) {
      const mustMove = whatCannotSet('cacheCluster', subject) !== undefined;
      const name = mustMove ? wordOf('restStage', 'cacheCluster', resource) : cluster.name;
      report({
        at: cluster,
        message: `${who} has no cache, so every request runs the backend, also for what it has just answered`,
        help: mustMove
          ? `leave ${subject.stageName.name} out, and write a stage of its own with ${name}`
          : `set ${name}${subject.place} to true${isUsed ? '' : `, and ${caching.name}${forAllMethods(subject)}`}`,
        label: 'no cache',
        subject: 'cache',
      });
      return;
    }
    // Where nothing is said of methods, those for GET are cached.
    if (isUsed || caching.state === 'absent') return;
    if (open?.state === 'unknown') {
      undecided(open.why, open);
      return;
    }
    report({
      at: caching,
      message: `${who} has a cache that none of its methods uses, so it is paid for and every request runs the backend`,
      help: `set ${caching.name} to true`,
      label: 'not used',
      related: [{ at: cluster, message: 'the cache is asked for here' }],
      subject: 'cache',
    });
  },
});
