import { type Domain, type Text, behind, defineRule, endpointTypes, isPrivate, spell, wholeText } from './define.js';

/** With mutual TLS nobody gets as far as an API who has no certificate that its owners trust. */
export default defineRule({
  id: 'api-domain-mtls',
  title: 'A custom domain asks its clients for certificates',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html',
  ],
  peers: { 'Serverless Lens': ['SEC1'] },
  options: {
    when: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Patterns of the domain names that need it; empty: all.',
    },
    truststoreBuckets: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Patterns of the buckets that a truststore may lie in; empty: any.',
    },
  },

  on: ['restDomain', 'httpDomain'],
  check(domain, { graph, options, report, matches, undecided }) {
    const { name } = domain;
    const { when, truststoreBuckets: buckets } = options;
    let who: string = name;
    if (when.length > 0) {
      // Read only where it counts: a name for each environment would be a finding for each.
      const { domainName } = domain;
      if (domainName.state !== 'known' || matches(domainName.value, when) !== 'yes') return;
      who = `${name} (${spell(domainName.value)})`;
    }
    if (domain.kind === 'restDomain' && isPrivate(domain, graph) !== false) return;
    // WebSocket APIs have no mutual TLS.
    const apis = graph.quietly(() => behind(domain, graph));
    const sockets = apis.map((api) => graph.quietly(() => api.kind === 'httpApi' && isWebSocket(api.protocol)));
    if (sockets.length > 0 && sockets.every(Boolean)) return;

    const uri = domain.truststoreUri;
    if (uri.state === 'absent' || (uri.state === 'known' && wholeText(uri.value) === '')) {
      report({
        at: uri,
        message: `${who} asks its clients for no certificate, so anybody can open a connection to the APIs behind it`,
        help: `set ${uri.name} to the S3 URI of ${buckets.length > 0 ? `a truststore in ${buckets.join(' or ')}` : "your organisation's truststore"}${onEdge(domain)}`,
        label: 'no mutual TLS',
        subject: 'mtls',
      });
      return;
    }
    if (uri.state === 'known' && buckets.length > 0) {
      const verdict = matches(bucketOf(uri.value), buckets);
      if (verdict === 'maybe') return;
      if (verdict === 'no') {
        report({
          at: uri,
          message: `${who} trusts the certificates in ${spell(uri.value)}, which does not lie in an approved bucket`,
          help: `set ${uri.name} to a truststore in ${buckets.join(' or ')}`,
          label: 'not approved',
          subject: 'truststore',
        });
        return;
      }
    }
    const version = graph.quietly(() => domain.truststoreVersion);
    if (version.state === 'unknown') undecided(version.why, version);
    if (version.state !== 'absent') return;
    report({
      at: uri,
      message: `${who} names no version of its truststore, so whoever may write to the bucket changes whom it trusts`,
      help: `set ${version.name} to the version of the object`,
      label: 'no version',
      subject: 'version',
      atMost: 'info',
    });
  },
});

/** Mutual TLS is for regional domains. */
function onEdge(domain: Domain): string {
  if (domain.kind !== 'restDomain') return '';
  const types = endpointTypes(domain);
  const [type] = types.state === 'known' ? types.value : [];
  const isEdge = type?.state === 'known' && wholeText(type.value)?.toUpperCase() === 'EDGE';
  return isEdge ? ', and make the domain REGIONAL: one that is EDGE has no mutual TLS' : '';
}

const isWebSocket = (protocol: { readonly state: string; readonly value?: string }): boolean =>
  protocol.value?.toUpperCase() === 'WEBSOCKET';

/** The bucket in `s3://bucket/key`. */
function bucketOf({ parts, at }: Text): Text {
  const [first, ...rest] = parts;
  const head = typeof first === 'string' ? [first.replace(/^s3:\/\//i, '')] : first === undefined ? [] : [first];
  const all = [...head, ...rest];
  const end = all.findIndex((part) => typeof part === 'string' && part.includes('/'));
  const last = all[end];
  if (typeof last !== 'string') return { parts: all, at };
  return { parts: [...all.slice(0, end), last.slice(0, last.indexOf('/'))].filter((part) => part !== ''), at };
}
