import { defineRule, layerArn, runsAtEdge } from './define.js';

/** Without a trace, a slow request is a guess at which of ten services took its time. */
export default defineRule({
  id: 'function-tracing',
  title: 'A function is traced with X-Ray',
  severity: 'off',
  pillar: 'operations',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html'],
  peers: {
    checkov: ['CKV_AWS_50', 'CKV2_AWS_26'],
    'cdk-nag': ['LambdaTracing'],
    'serverless-rules': ['WS1000', 'aws_lambda_function_tracing_rule'],
    trivy: ['AVD-AWS-0066', 'AVD-AWS-0125'],
    KICS: ['Lambda Functions Without X-Ray Tracing'],
    'Security Hub': ['Lambda.7'],
    'Serverless Lens': ['OPS1'],
  },
  presets: { strict: 'info' },
  options: {
    mode: {
      type: 'string',
      enum: ['Active', 'PassThrough'],
      default: 'Active',
      description:
        'The mode that is asked for: `Active` samples requests itself, `PassThrough` leaves that to the caller.',
    },
  },

  on: 'function',
  check(fn, { options, report, graph }) {
    const { mode } = options;
    const { tracing } = fn;
    if (tracing.state !== 'known' || tracing.value === mode || runsAtEdge(fn, graph)) return;
    if (mode === 'Active' && isTracedOtherwise(graph.quietly(() => fn.layers))) return;
    const { name } = tracing;
    report({
      at: tracing,
      message: tracing.written
        ? `${fn.name} has ${name} ${tracing.value}, ${mode === 'Active' ? 'so that it is traced only if its caller is' : 'so that it is sampled whatever its caller decides'}`
        : `${fn.name} has no ${name}, so that its requests leave no trace unless its caller's do`,
      help: `set ${name} to ${mode}`,
      label: tracing.written ? `not ${mode}` : `no ${name}`,
    });
  },
});

/** The layers of other tracers; who has one of them has decided. */
const tracers =
  /:layer:(?:aws-otel-|AWSOpenTelemetryDistro|Datadog-|NewRelic|Dynatrace_|lumigo-|splunk-apm|elastic-apm-|Sentry|Honeycomb-)/;

function isTracedOtherwise(layers: Layers): boolean {
  if (layers.state !== 'known') return false;
  return layers.value.some((layer) => {
    const arn = layerArn(layer);
    return arn !== undefined && tracers.test(arn.parts.map((part) => (typeof part === 'string' ? part : '')).join(''));
  });
}

type Layers =
  | { readonly state: 'known'; readonly value: readonly Parameters<typeof layerArn>[0][] }
  | { readonly state: 'absent' | 'unknown' };
