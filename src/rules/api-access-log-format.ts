import { defineRule, listOf, logFormatOf, namesVariable, spellStage } from './define.js';

/** A log is searched when something has gone wrong: by the names of its fields, or by counting blanks. */
export default defineRule({
  id: 'api-access-log-format',
  title: 'The access log of a stage is written as JSON',
  severity: 'info',
  pillar: 'operations',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-access-logging.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html',
  ],
  peers: {
    'cdk-nag': ['APIGWStructuredLogging'],
    'serverless-rules': [
      'WS2001',
      'aws_api_gateway_stage_structured_logging',
      'aws_apigatewayv2_stage_structured_logging',
    ],
    'Serverless Lens': ['OPS1'],
  },
  options: {
    requiredFields: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Variables that a format must have, without `$context.`: `requestId`, `identity.sourceIp`.',
    },
  },

  on: 'stage',
  check(stage, { graph, options, report, undecided }) {
    if (!stage.isMade() || stage.beside !== undefined) return;
    const destination = graph.quietly(() => stage.logDestination());
    // Without a destination nothing is written: that is api-access-log's to say.
    if (destination.state === 'absent' || (destination.state === 'known' && destination.value.parts.length === 0))
      return;
    const format = stage.logFormat();
    if (format.state === 'unknown') return;
    const who = spellStage(stage);
    const fields = options.requiredFields.map((field) => `$context.${field}`);
    if (format.state === 'absent' || format.value.parts.length === 0) {
      report({
        at: format,
        message: `${who} names a place for its access log but no format, so nothing says what is to be written there`,
        help: `set ${format.name} to a JSON object with ${fields.length > 0 ? listOf(fields) : '$context.requestId and what else you look for'}`,
        label: 'no format',
        subject: 'format',
      });
      return;
    }

    const verdict = logFormatOf(format.value);
    if (verdict === 'maybe') undecided('parts of the format are known only at deployment', format);
    if (verdict === 'no' || verdict === 'broken') {
      const broken = verdict === 'broken';
      report({
        at: format,
        message: `${who} writes its access log ${broken ? 'in a format that begins like JSON but is none' : 'as plain text'}, so its fields can't be searched by name`,
        help: `write ${format.name} as ${broken ? 'valid JSON, with names and texts in double quotes' : 'a JSON object: { "requestId": "$context.requestId", … }'}`,
        label: broken ? 'broken JSON' : 'not JSON',
        subject: 'format',
      });
    }
    const lacks = options.requiredFields.filter((field) => namesVariable(format.value, field) === 'no');
    if (lacks.length > 0) {
      const names = listOf(lacks.map((field) => `$context.${field}`));
      report({
        at: format,
        message: `${who} leaves ${names} out of its access log`,
        help: `add ${names} to ${format.name}`,
        label: 'incomplete',
        subject: 'fields',
      });
    } else if (options.requiredFields.some((field) => namesVariable(format.value, field) === 'maybe')) {
      undecided('parts of the format are known only at deployment', format);
    }
  },
});
