import { awsLayers, defineRule, here, isImage, layerArn, spell, spellLink, withSelf } from './define.js';

/** A layer is code that runs with the function's role: whoever publishes it can read all that the function can. */
export default defineRule({
  id: 'function-layer-allowed-sources',
  title: 'A function attaches layers from approved sources only',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html'],
  peers: { 'Serverless Lens': ['SEC2'] },
  options: {
    allowedArns: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'ARN patterns of the layers that may be attached, with or without a version; the account `self` is the one that is deployed to.',
    },
    allowedAccounts: {
      type: 'array',
      items: { type: 'string', pattern: '^(?:[0-9]{12}|self)$' },
      default: [],
      description: 'Accounts whose layers may be attached; `self` is the one that is deployed to.',
    },
    allowAwsManaged: {
      type: 'boolean',
      default: true,
      description:
        'Whether the layers that AWS publishes itself may be attached (Lambda Insights, Powertools and others).',
    },
  },

  on: 'function',
  check(fn, { options, report, graph, matches, undecided }) {
    const { allowedArns, allowedAccounts, allowAwsManaged } = options;
    if (allowedArns.length === 0 && allowedAccounts.length === 0) return;
    // An image takes no layers.
    if (isImage(fn) !== false) return;
    const { layers } = fn;
    if (layers.state !== 'known') return;

    const globs = [...allowedArns, ...allowedAccounts.map((account) => `arn:*:lambda:*:${account}:layer:*`)];
    const [own, others] = [true, false].map((isOwn) =>
      globs.filter((glob) => glob.includes(':self:') === isOwn).flatMap((glob) => [glob, `${glob}:*`]),
    );
    const sources = [
      ...allowedAccounts.map((account) => (account === 'self' ? 'one of this account' : `one of account ${account}`)),
      ...allowedArns.map((glob) => (/[*?]/.test(glob) ? `one that matches ${glob}` : glob)),
    ];
    for (const layer of layers.value) {
      const arn = layerArn(layer);
      if (arn === undefined) {
        if (layer.state === 'unknown') undecided(layer.why, layer);
        continue;
      }
      const verdicts = graph.quietly(() => [
        matches(withSelf(arn, graph.template.accounts), [...(own ?? []), ...(allowAwsManaged ? awsLayers : [])]),
        matches(arn, others ?? []),
      ]);
      if (verdicts.includes('yes')) continue;
      if (verdicts.includes('maybe')) {
        undecided('parts of its ARN are known only at deployment', layer);
        continue;
      }
      const made = layer.state === 'known' ? layer.resource : undefined;
      const account = /:(\d{12}):layer:/.exec(spell(arn))?.[1];
      const named =
        made === undefined
          ? `${spell(arn)}${account === undefined ? '' : ` of account ${account}`}`
          : `${made.name} of ${here(fn)}`;
      report({
        at: layer,
        message: `${fn.name} attaches the layer ${named}, which is not an approved source: its code runs with the role of ${fn.name}`,
        help: `take it out, or attach ${sources.join(' or ')} instead`,
        label: 'not an approved source',
        subject: spellLink(layer),
        ...(made === undefined ? {} : { related: [{ at: made, message: `${made.name} is made here` }] }),
      });
    }
  },
});
