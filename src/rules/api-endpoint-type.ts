import { type Text, defineRule, endpointTypes, spell, wholeText } from './define.js';

/** From where an API can be reached is decided by one word. */
export default defineRule({
  id: 'api-endpoint-type',
  title: 'REST APIs and their domains have a permitted type of endpoint',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html'],
  peers: {
    'guard-rules-registry': ['API_GW_ENDPOINT_TYPE_CHECK'],
    KICS: ['API Gateway Endpoint Config is Not Private'],
    'aws-config-rules': ['API_GW_NOT_EDGE_OPTIMISED'],
    'AWS Config': ['API_GW_ENDPOINT_TYPE_CHECK'],
    'Serverless Lens': ['SEC1'],
  },
  presets: { strict: 'error' },
  options: {
    allow: {
      type: 'array',
      items: { type: 'string', enum: ['EDGE', 'REGIONAL', 'PRIVATE'] },
      default: [],
      description: 'The types that are permitted; empty: all.',
    },
  },

  on: ['restApi', 'restDomain'],
  check(subject, { options, report, undecided }) {
    const { allow } = options;
    if (allow.length === 0) return;
    const types = endpointTypes(subject);
    if (types.state !== 'known') return;
    const wanted =
      allow.length === 1 ? String(allow[0]) : `${allow.slice(0, -1).join(', ')} or ${String(allow.at(-1))}`;
    for (const type of types.value) {
      if (type.state === 'unknown') undecided(type.why, type);
      if (type.state !== 'known') continue;
      const word = wholeText(type.value)?.toUpperCase();
      if (word === undefined) undecided(`${types.name} is known only at deployment`, type);
      if (word === undefined || allow.some((each) => each === word)) continue;
      report({
        at: type,
        message: type.written
          ? `${subject.name} is ${reached(type.value)}, where only ${wanted} is permitted`
          : `${subject.name} has no ${types.name}, so it is EDGE, where only ${wanted} is permitted`,
        help: `set ${types.name} to ${wanted}`,
        label: type.written ? 'not permitted' : `no ${types.name}`,
        subject: 'endpoint type',
      });
    }
  },
});

const reached = (type: Text): string => spell(type).toUpperCase();
