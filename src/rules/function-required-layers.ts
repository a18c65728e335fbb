import { defineRule, here, isExempt, isImage, layerOption, layerUses, mayApply, runsAtEdge } from './define.js';

/** What an organisation puts into every function (logging, tracing, protection) is missing from the one without the layer. */
export default defineRule({
  id: 'function-required-layers',
  title: 'A zip function includes each layer that is required of it',
  severity: 'error',
  pillar: 'operations',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html'],
  peers: { 'Serverless Lens': ['OPS2'] },
  presets: { 'config-parity': 'error' },
  options: {
    layers: layerOption,
    exempt: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Names of functions that need none of the layers, or tags as `Key=Value`; `*` matches any text.',
    },
  },

  on: 'function',
  check(fn, { options, report, graph, undecided }) {
    if (options.layers.length === 0 || isExempt(fn, options.exempt)) return;
    // A container image takes no layers, and the edge neither.
    if (isImage(fn) !== false || runsAtEdge(fn, graph)) return;

    for (const required of options.layers) {
      const { arn, minVersion, reason } = required;
      const applies = graph.quietly(() => mayApply(required, fn));
      if (applies === 'no') continue;
      const { layers } = fn;
      if (layers.state === 'unknown') continue;
      const uses = layers.state === 'absent' ? [] : layerUses(layers.value, required);
      if (uses.some(({ verdict }) => verdict === 'yes')) continue;
      const open = uses.find(({ verdict }) => verdict === 'maybe');
      if (open !== undefined) {
        undecided(open.why, open.link);
        continue;
      }
      if (applies === 'maybe') {
        undecided('its runtime or architecture is known only at deployment', fn);
        continue;
      }

      const version = minVersion === undefined ? 'a version' : `version ${String(minVersion)} or later`;
      const layer = /[*?]/.test(arn) ? `a layer that matches ${arn}` : arn;
      report({
        at: layers,
        message: `${fn.name} does not include the layer ${arn}, which is required of it${reason === undefined ? '' : `: ${reason}`}`,
        help: `add ${version} of ${layer} to ${layers.name}`,
        label: uses.length === 0 ? `no ${layers.name}` : 'not among these',
        related: uses
          .filter(({ namesake }) => namesake)
          .map(({ link }) => ({
            at: link,
            message: `${link.state === 'known' ? `${link.resource.name}, which ${here(link.resource)} makes,` : 'this layer'} has the same name, but is another one`,
          })),
        subject: arn,
      });
    }
  },
});
