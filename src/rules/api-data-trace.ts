import { defineRule, resourceSettings, spellStage } from './define.js';

/** What clients send and get back is theirs; a log that has all of it is read by many, and kept for long. */
export default defineRule({
  id: 'api-data-trace',
  title: 'No stage of an API writes whole requests and responses to its log',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-execution-logging.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-stage-methodsetting.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigatewayv2-stage-routesettings.html',
  ],
  peers: { checkov: ['CKV_AWS_276'] },
  options: {},

  on: ['stage', 'restMethodSettings'],
  check(subject, { graph, report, undecided }) {
    const stage = subject.kind === 'stage' ? subject : undefined;
    if (stage !== undefined && (!stage.isMade() || stage.protocol() === 'HTTP')) return;

    const who = stage === undefined ? subject.name : spellStage(stage);
    const all = graph.quietly(() => (subject.kind === 'stage' ? subject.settings() : [resourceSettings(subject)]));
    for (const each of all) {
      // What is a resource of its own is judged as such.
      if (each.beside === true) continue;
      if (each.scope === 'unknown' && each.settings === undefined) undecided(each.open.why, each.open);
      if (each.settings === undefined) continue;
      const { dataTrace, logLevel } = each.settings;
      if (dataTrace.state !== 'known' || !dataTrace.value) continue;
      // Without a log nothing is written.
      if (graph.quietly(() => logLevel.state === 'known' && logLevel.value.toUpperCase() === 'OFF')) continue;
      const of = each.scope === 'some' && each.route !== undefined ? ` of ${each.route}` : '';
      report({
        at: dataTrace,
        message: `${who} traces the data of requests${of}, so what clients send and get back stands in its log`,
        help: `set ${dataTrace.name} to false`,
        label: 'payloads are logged',
        subject: `data trace${of}`,
      });
    }
  },
});
