import {
  anyOf,
  arnOf,
  defineRule,
  distributionsBefore,
  here,
  isPrivate,
  protectionOf,
  spell,
  spellLink,
} from './define.js';

/** A web ACL keeps out what can be told from the request alone, before anything of the application runs. */
export default defineRule({
  id: 'api-waf',
  title: 'A public REST API has a web ACL',
  severity: 'warning',
  confidence: 'medium',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafv2-webaclassociation.html',
  ],
  peers: {
    checkov: ['CKV2_AWS_29', 'CKV2_AWS_77'],
    'cdk-nag': ['AwsSolutions-APIG3', 'APIGWAssociatedWithWAF'],
    'AWS Config': ['API_GW_ASSOCIATED_WITH_WAF'],
    'Security Hub': ['APIGateway.4'],
    'Serverless Lens': ['SEC2'],
  },
  presets: { 'config-parity': 'error' },
  options: {
    acl: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'ARN patterns of the web ACLs that may be used; empty: any.',
    },
    allowCloudFront: {
      type: 'boolean',
      default: false,
      description: 'Whether the web ACL of a CloudFront distribution in front of the API is enough.',
    },
  },

  on: 'stage',
  check(stage, { graph, options, report, matches, undecided }) {
    // A web ACL can be associated with stages of REST APIs only.
    if (stage.protocol() !== 'REST' || !stage.isMade()) return;
    const { api, name, beside, resource } = stage;
    const shut = api?.kind === 'restApi' ? graph.quietly(() => isPrivate(api, graph)) : undefined;
    if (shut === true) return;

    const { acls, maybe } = protectionOf(stage, graph);
    for (const { acl } of acls) {
      if (options.acl.length === 0) return;
      if (acl.state === 'unknown') undecided(acl.why, acl);
      if (acl.state === 'unknown' || (acl.state === 'external' && matches(acl.text, options.acl) !== 'no')) return;
      const local = acl.state === 'known';
      report({
        at: acl,
        message: `${name} is protected by ${spellLink(acl)}, which ${local ? `${here(resource)} makes itself, so it can't be on the list of approved web ACLs` : 'is not an approved web ACL'}`,
        help: `set ${acl.name} to ${anyOf(options.acl)}`,
        label: local ? `made by ${here(resource)}` : 'not approved',
        ...(local ? { related: [{ at: acl.resource, message: `${acl.resource.name} is made here` }] } : {}),
        subject: 'acl',
      });
      return;
    }

    const fronts = distributionsBefore(stage, graph);
    const [front] = fronts;
    if (options.allowCloudFront && front !== undefined) return;
    const [open] = maybe;
    if (open !== undefined) {
      undecided(
        `which stage ${open.name} is for is known only at deployment`,
        graph.quietly(() => open.resourceArn),
      );
      return;
    }
    if (api === undefined) {
      undecided(`its API is not in ${here(resource)}`, stage);
      return;
    }
    if (shut === undefined) {
      undecided(`whether ${api.name} is private is known only at deployment`, stage);
      return;
    }
    if (resource.kind === 'restDeployment' && beside !== undefined) {
      const main = graph.all('stage').find(({ address }) => address === beside.address);
      // One stage without a web ACL is enough to say for both.
      if (main === undefined || protectionOf(main, graph).acls.length === 0) return;
    }
    const byTheWay = resource.kind === 'restDeployment';
    const called = resource.generated && stage.stageName.state === 'known' ? ` ${spell(stage.stageName.value)}` : '';
    const who = byTheWay ? `the stage${called} that ${name} makes` : name;
    const around = front === undefined ? '' : `, and whoever calls it directly goes round that of ${front.name}`;
    // Terraform's deployment has no ARN of the stage that it makes.
    const help = !byTheWay
      ? `associate a web ACL with ${arnOf(stage)}`
      : resource.generated
        ? 'set OpenApiVersion of the API or in Globals.Api, so that SAM leaves that stage out'
        : here(resource) === 'this plan'
          ? `leave ${stage.stageName.name} out, and associate a web ACL with a stage of its own`
          : `associate a web ACL with ${arnOf(stage)}`;
    report({
      at: stage,
      message: `${who} has no web ACL${around}, so nothing filters attacks before they reach the application`,
      help,
      label: 'no web ACL',
      ...(front === undefined ? {} : { related: [{ at: front, message: `${front.name} has a web ACL` }] }),
      subject: 'acl',
    });
  },
});
