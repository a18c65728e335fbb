import {
  type Stage,
  defineRule,
  forAllMethods,
  hasStage,
  listOf,
  resourceSettings,
  routesBeside,
  spellStage,
} from './define.js';

/** Why API Gateway has refused a request, or what it made of it, stands in its own log alone. */
export default defineRule({
  id: 'api-execution-log',
  title: 'Every stage of a REST or WebSocket API writes an execution log',
  severity: 'info',
  pillar: 'operations',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-execution-logging.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-stage-methodsetting.html',
  ],
  peers: {
    checkov: ['CKV2_AWS_4'],
    'guard-rules-registry': ['API_GW_EXECUTION_LOGGING_ENABLED'],
    'cdk-nag': ['AwsSolutions-APIG6', 'APIGWExecutionLoggingEnabled'],
    'AWS Config': ['API_GW_EXECUTION_LOGGING_ENABLED'],
    'Control Tower': ['CT.APIGATEWAY.PR.1'],
    'Security Hub': ['APIGateway.1'],
  },
  presets: { 'config-parity': 'error' },
  options: {
    level: {
      type: 'string',
      enum: ['ERROR', 'INFO'],
      default: 'ERROR',
      description: 'The least that has to be logged: `INFO` is more than `ERROR`.',
    },
  },

  on: ['stage', 'restMethodSettings'],
  check(subject, { graph, options, report, undecided }) {
    const stage = subject.kind === 'stage' ? subject : undefined;
    if (stage !== undefined && (!stage.isMade() || stage.beside !== undefined)) return;
    const protocol = stage === undefined ? 'REST' : stage.protocol();
    if (protocol === 'HTTP') return;
    // Settings of a stage that is in the template are judged with it.
    if (subject.kind === 'restMethodSettings' && graph.quietly(() => hasStage(subject, graph))) return;

    const who = stage === undefined ? subject.name : spellStage(stage);
    const wanted = options.level === 'INFO' ? 'INFO' : 'ERROR or INFO';
    const isEnough = (level: string): boolean =>
      (options.level === 'INFO' ? ['INFO'] : ['INFO', 'ERROR']).includes(level.toUpperCase());
    const says = (level: string | undefined, of: string): string =>
      level?.toUpperCase() === 'ERROR'
        ? `${who} logs only errors${of}, not what else API Gateway does`
        : `${who} writes no execution log${of}, so nobody can tell afterwards why a request failed in API Gateway`;

    const { level, special } = graph.quietly(() => {
      const all = subject.kind === 'stage' ? subject.settings() : [resourceSettings(subject)];
      return {
        level: subject.kind === 'stage' ? subject.logLevel() : levelOf(resourceSettings(subject)),
        special: all.flatMap((each) =>
          each.scope === 'some' ? [{ level: each.settings.logLevel, route: each.route }] : [],
        ),
      };
    });

    if (level === undefined || (level.state === 'known' && isEnough(level.value))) {
      for (const { level: own, route = 'some routes' } of special) {
        if (own.state === 'unknown') undecided(own.why, own);
        if (own.state !== 'known' || isEnough(own.value)) continue;
        report({
          at: own,
          message: says(own.value, ` of ${route}`),
          help: `set ${own.name} to ${wanted}`,
          label: own.value,
          subject: `execution log of ${route}`,
        });
      }
      return;
    }
    if (level.state === 'unknown') {
      undecided(level.why, level);
      return;
    }
    if (protocol === undefined) {
      undecided('whether its API is one that has an execution log is known only elsewhere', level);
      return;
    }
    const logged = special.filter((each) => each.level.state === 'known' && isEnough(each.level.value));
    const patterns = logged.flatMap(({ route }) => route ?? []);
    const api = stage?.api;
    const others =
      api === undefined || patterns.length < logged.length
        ? undefined
        : graph.quietly(() => routesBeside(api, patterns, graph));
    if (logged.length > 0 && others === undefined) {
      undecided('whether it has settings for all routes is not told', level);
      return;
    }
    if (logged.length > 0 && others?.length === 0) return;
    const isWritten = level.state === 'known';
    const place = stage === undefined || isWritten ? '' : `${stage.place}${forAllMethods(stage)}`;
    report({
      at: level,
      message: says(isWritten ? level.value : undefined, logged.length === 0 ? '' : ` of ${listOf(others ?? [])}`),
      help: `set ${level.name}${place} to ${wanted}`,
      label: isWritten ? level.value : 'no execution log',
      subject: 'execution log',
    });
  },
});

/** What settings log of all requests; nothing where they are for some only. */
const levelOf = (one: ReturnType<typeof resourceSettings>): ReturnType<Stage['logLevel']> | undefined =>
  one.scope === 'all' ? one.settings.logLevel : one.scope === 'unknown' ? one.open : undefined;
