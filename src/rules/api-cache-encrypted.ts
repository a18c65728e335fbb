import {
  type MethodSettings,
  defineRule,
  forAllMethods,
  hasStage,
  methodSettingsOf,
  ofAllMethods,
  spellStage,
} from './define.js';

/** A cache holds for minutes or an hour what clients were sent, whoever it was for. */
export default defineRule({
  id: 'api-cache-encrypted',
  title: 'A stage that caches responses encrypts them',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html',
  ],
  peers: {
    checkov: ['CKV_AWS_308'],
    cfn_nag: ['W87'],
    'guard-rules-registry': ['API_GW_CACHE_ENABLED_AND_ENCRYPTED'],
    'cdk-nag': ['APIGWCacheEnabledAndEncrypted'],
    trivy: ['AVD-AWS-0002', 'AVD-AWS-0110'],
    'AWS Config': ['API_GW_CACHE_ENABLED_AND_ENCRYPTED'],
    'Control Tower': ['CT.APIGATEWAY.PR.3'],
    'Security Hub': ['APIGateway.5'],
  },
  presets: { 'config-parity': 'error' },
  options: {},

  on: ['stage', 'restMethodSettings'],
  check(subject, { graph, report, undecided }) {
    if (subject.kind === 'restMethodSettings') {
      // Settings of a stage that is in the template are judged with it.
      if (graph.quietly(() => hasStage(subject, graph) || isOff(subject.caching))) return;
      if (graph.quietly(() => isOff(subject.cacheEncrypted))) {
        undecided('whether its stage has a cache is known only elsewhere', subject);
      }
      return;
    }
    const { resource } = subject;
    if (resource.kind !== 'restStage' && resource.kind !== 'restDeployment') return;
    if (!subject.isMade() || subject.beside !== undefined) return;
    const cluster = graph.quietly(() => resource.cacheCluster);
    if (isOff(cluster)) return;

    const all = graph.quietly(() => methodSettingsOf(resource, graph));
    const cases = graph.quietly(() => {
      const caching = ofAllMethods(resource, 'caching', all);
      const encrypted = ofAllMethods(resource, 'cacheEncrypted', all);
      // Where nothing is said of methods, those for GET are cached.
      if (all.length === 0) return [{ caching: cluster, encrypted, of: ' to GET requests', mayInherit: false }];
      const some = all.flatMap((each) => (each.scope === 'some' ? [each] : []));
      const own = some.map(({ settings, route }) => ({
        caching: settings.caching,
        encrypted: settings.cacheEncrypted,
        of: route === undefined ? '' : ` of ${route}`,
        // AWS does not tell whether it holds for methods that have settings of their own, too.
        mayInherit: settings.cacheEncrypted.state === 'absent' && !isOff(encrypted),
      }));
      return [{ caching, encrypted, of: '', mayInherit: false }, ...own];
    });
    for (const { caching, encrypted, of, mayInherit } of cases) {
      if (isOff(caching) || !(isOff(encrypted) || encrypted.state === 'unknown')) continue;
      const open = [cluster, caching, encrypted].find(({ state }) => state === 'unknown');
      if (open?.state === 'unknown') {
        undecided(open.why, open);
      } else if (mayInherit) {
        undecided(`whether ${encrypted.name} for all methods holds${of}, too, is not told`, encrypted);
      } else {
        report({
          at: encrypted,
          message: `${spellStage(subject)} caches responses${of} without encrypting them, so what clients were sent can be read in its cache`,
          help: `set ${encrypted.name}${all.length === 0 ? forAllMethods(subject) : ''} to true`,
          label: encrypted.state === 'known' ? 'not encrypted' : `no ${encrypted.name}`,
          subject: `cache${of}`,
        });
      }
    }
  },
});

type Switch = MethodSettings['caching'];

/** Whether something is off: it is so until it is switched on. */
const isOff = (one: Switch): boolean => one.state === 'absent' || (one.state === 'known' && !one.value);
