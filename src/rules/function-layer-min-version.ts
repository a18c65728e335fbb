import { defineRule, isExempt, isImage, layerOption, layerUses, mayApply } from './define.js';

/** A fix in a company layer reaches a function only with the version that has it. */
export default defineRule({
  id: 'function-layer-min-version',
  title: 'A required layer is used at its lowest accepted version or a later one',
  severity: 'error',
  pillar: 'security',
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
      description: 'Names of functions that may use any version, or tags as `Key=Value`; `*` matches any text.',
    },
  },

  on: 'function',
  check(fn, { options, report, graph, undecided }) {
    const asked = options.layers.filter(({ minVersion }) => minVersion !== undefined);
    if (asked.length === 0 || isExempt(fn, options.exempt) || isImage(fn) !== false) return;

    for (const required of asked) {
      const { arn, minVersion = 0, reason } = required;
      const applies = graph.quietly(() => mayApply(required, fn));
      if (applies === 'no') continue;
      const { layers } = fn;
      if (layers.state !== 'known') continue;
      const uses = layerUses(layers.value, required);
      const certain = uses.filter(({ verdict }) => verdict === 'yes');
      // A function takes one version of a layer: beside a certain one, what is unknown is another layer.
      const judged = certain.length > 0 ? certain : uses.filter(({ verdict }) => verdict === 'maybe');
      const isFine = ({ version }: (typeof uses)[number]): boolean =>
        version === 'new' || (version !== undefined && version >= minVersion);
      const [first, ...others] = [...judged].sort((one, other) => rank(other.version) - rank(one.version));
      if (first === undefined) continue;
      const again = others.filter(({ base, version }) => base === first.base && version !== first.version);
      if (certain.length > 0 && first.version !== undefined && again.length > 0 && isFine(first)) {
        report({
          at: again[0]?.link ?? first.link,
          message: `${fn.name} includes the layer ${arn} twice, and Lambda takes no function with two versions of a layer`,
          help: `keep version ${String(first.version)} alone`,
          label: 'the same layer again',
          related: [{ at: first.link, message: `version ${String(first.version)} is here` }],
          atMost: 'info',
          subject: arn,
        });
      }
      if (judged.some(isFine) && (certain.length > 0 || judged.every(isFine))) continue;

      const open = judged.find(({ version, verdict }) => version === undefined || verdict === 'maybe');
      if (open !== undefined) {
        undecided(open.verdict === 'maybe' ? open.why : 'its version is known only at deployment', open.link);
        continue;
      }
      if (applies === 'maybe') {
        undecided('its runtime or architecture is known only at deployment', fn);
        continue;
      }
      report({
        at: first.link,
        message: `${fn.name} uses version ${String(first.version)} of the layer ${arn}, but ${String(minVersion)} is the lowest that is accepted${reason === undefined ? '' : `: ${reason}`}`,
        help: `use version ${String(minVersion)} or a later one`,
        label: `version ${String(first.version)}`,
        related: [
          ...again.map(({ link, version }) => ({
            at: link,
            message: `the same layer again, at version ${String(version)}`,
          })),
        ],
        subject: arn,
      });
    }
  },
});

/** By number, so that 10 comes after 9. */
function rank(version: number | 'new' | undefined): number {
  return version === 'new' ? Infinity : (version ?? -1);
}
