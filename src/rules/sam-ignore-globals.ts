import { defineRule, isImage, isOneOf, listOf } from './define.js';

/** What Globals sets for all is a guardrail only as long as nobody leaves it out. */
export default defineRule({
  id: 'sam-ignore-globals',
  title: 'No resource leaves out a guardrail that Globals sets',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals-ignore.html',
  ],
  peers: { 'Serverless Lens': ['SEC2'] },
  options: {
    properties: {
      type: 'array',
      items: { type: 'string' },
      default: [
        'AccessLogSetting',
        'AccessLogSettings',
        'Auth',
        'CodeSigningConfigArn',
        'DeadLetterQueue',
        'EndpointConfiguration',
        'EventInvokeConfig',
        'KmsKeyArn',
        'Layers',
        'LoggingConfig',
        'PermissionsBoundary',
        'RecursiveLoop',
        'ReservedConcurrentExecutions',
        'SSESpecification',
        'SecurityPolicy',
        'Tags',
        'Tracing',
        'TracingEnabled',
        'VpcConfig',
      ],
      description: 'Properties of Globals that are guardrails, and all that is within them; `*` matches any text.',
    },
  },

  on: 'globalsException',
  check(exception, { graph, options, report }) {
    const fn = graph.resource(exception.address);
    // Neither can be given to an image; with a role of its own a function has no use for the boundary of another.
    const needless = new Set(
      fn?.kind === 'function'
        ? [
            ...(graph.quietly(() => isImage(fn)) === false ? [] : ['CodeSigningConfigArn', 'Layers']),
            ...(hasOwnRole(graph.quietly(() => fn.role)) ? ['PermissionsBoundary'] : []),
          ]
        : [],
    );
    const removals = exception
      .removals()
      .filter(({ property }) => !needless.has(property))
      .filter(({ property }) =>
        isOneOf(
          property,
          options.properties.flatMap((each) => [each, `${each}.*`]),
        ),
      );
    // A star takes several away at one place.
    const places = new Map(removals.map((removal) => [removal.at, removal]));
    for (const [at, { by }] of places) {
      const here = removals.filter((removal) => removal.at === at);
      const properties = here.map(({ property }) => property);
      const many = properties.length > 1;
      const what = `${many ? 'guardrails' : 'a guardrail'} that all others have`;
      report({
        at: { at },
        message:
          by === 'override'
            ? `${exception.name} sets ${listOf(properties)} to nothing, which Globals sets, so it goes without ${what}`
            : `${exception.name} ignores ${listOf(properties)} of Globals, so it goes without ${what}`,
        help: `${remedies[by]}, or give ${many ? 'them values' : 'it a value'} of its own`,
        label: 'takes a guardrail away',
        related: here.slice(0, 5).map(({ property, from }) => ({ at: from, message: `Globals sets ${property}` })),
        subject: properties.join(),
      });
    }
  },
});

const remedies = {
  IgnoreGlobals: 'take it out of IgnoreGlobals',
  star: 'name in IgnoreGlobals only what is no guardrail',
  override: 'remove this setting',
} as const;

const hasOwnRole = (role: { readonly state: string; readonly resource?: { readonly generated: boolean } }): boolean =>
  role.state === 'known' ? role.resource?.generated !== true : role.state !== 'absent';
