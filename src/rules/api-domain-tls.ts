import { anyOf, defineRule, isOneOf, isPrivate } from './define.js';

/** A domain takes the oldest version of TLS that its policy allows, if that is all a client has. */
export default defineRule({
  id: 'api-domain-tls',
  title: 'A custom domain takes TLS 1.2 at least',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html',
  ],
  peers: {
    checkov: ['CKV_AWS_206'],
    cfn_nag: ['W62'],
    'guard-rules-registry': ['API_GW_DOMAIN_DENY_NON_TLS_TRAFFIC'],
    trivy: ['AVD-AWS-0005', 'AVD-AWS-0112'],
    regula: ['FG_R00375', 'FG_R00376'],
    KICS: ['API Gateway Without Security Policy'],
    'Control Tower': ['CT.APIGATEWAY.PR.6'],
    'Security Hub': ['APIGateway.11'],
    'Serverless Lens': ['SEC1'],
  },
  options: {
    allowedPolicies: {
      type: 'array',
      items: { type: 'string' },
      default: ['TLS_1_2', 'SecurityPolicy_TLS12_*', 'SecurityPolicy_TLS13_*'],
      description: 'Security policies that may be used, as patterns.',
    },
    requireExplicit: {
      type: 'boolean',
      default: false,
      description:
        'Whether a domain without a policy, which takes what AWS has as the default then, is as bad as a weak one.',
    },
  },

  on: ['restDomain', 'httpDomain', 'restApi'],
  check(subject, { graph, options, report }) {
    const { name, kind } = subject;
    const policies =
      subject.kind === 'httpDomain'
        ? subject.configurations.state === 'known'
          ? subject.configurations.value.map(({ securityPolicy }) => securityPolicy)
          : []
        : [subject.securityPolicy];
    const { allowedPolicies, requireExplicit } = options;
    const wanted = allowedPolicies.every((each) => /[*?]/.test(each))
      ? anyOf(allowedPolicies)
      : literal(allowedPolicies);
    for (const policy of policies) {
      if (policy.state === 'known' && policy.value !== '') {
        if (isOneOf(policy.value, allowedPolicies)) continue;
        const old = policy.value === 'TLS_1_0';
        report({
          at: policy,
          message: `${name} has ${policy.name} ${policy.value}, ${old ? 'so it also takes connections by TLS 1.0, which is no longer safe' : 'which is not an approved policy'}`,
          help: `set ${policy.name} to ${wanted}`,
          label: old ? 'TLS 1.0' : 'not approved',
          subject: 'policy',
        });
        continue;
      }
      // An API's own address has what AWS gives it, and HTTP APIs know only one policy.
      if (policy.state === 'unknown' || kind === 'restApi' || (kind === 'httpDomain' && !requireExplicit)) continue;
      // So do private domains.
      if (subject.kind === 'restDomain' && !requireExplicit && isPrivate(subject, graph) === true) continue;
      report({
        at: policy,
        message: `${name} has no ${policy.name}, so AWS's default decides which versions of TLS it takes`,
        help: `set ${policy.name} to ${wanted}`,
        label: `no ${policy.name}`,
        subject: 'policy',
        ...(requireExplicit ? {} : { atMost: 'info' }),
      });
    }
  },
});

/** The first policy that is a name of its own. */
const literal = (policies: readonly string[]): string => policies.find((each) => !/[*?]/.test(each)) ?? '';
