import { anyOf, defineRule, here, isExempt, isImage, spell } from './define.js';

/** A function whose code need not be signed runs whatever somebody managed to upload. */
export default defineRule({
  id: 'function-code-signing',
  title: 'A zip function names an approved code-signing configuration',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html'],
  peers: { checkov: ['CKV_AWS_272'], 'Serverless Lens': ['SEC3'] },
  options: {
    allowedConfigArns: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'ARN patterns of the configurations that may be used; empty: any.',
    },
    allowLocalConfig: {
      type: 'boolean',
      default: true,
      description: 'Whether a configuration that the template makes itself is accepted.',
    },
    exempt: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Names of functions that need no signature, or tags as `Key=Value`; `*` matches any text.',
    },
  },

  on: 'function',
  check(fn, { options, report, graph, matches, undecided }) {
    const { allowedConfigArns: allowed } = options;
    if (isExempt(fn, options.exempt)) return;
    // A container image can't be signed this way.
    if (isImage(fn) !== false) return;

    // Any configuration will do where none is asked for by name, also one that only the deployment knows.
    const config = graph.quietly(() => fn.codeSigningConfig);
    const wanted = allowed.length > 0 ? anyOf(allowed) : "the ARN of your organisation's code-signing configuration";
    const help = `set ${config.name} to ${wanted}`;
    switch (config.state) {
      case 'absent':
        report({
          at: config,
          message: `${fn.name} has no ${config.name}, so Lambda deploys code that nobody has signed`,
          help,
          label: `no ${config.name}`,
        });
        return;
      case 'known': {
        const { resource } = config;
        if (options.allowLocalConfig && allowed.length === 0) return;
        report({
          at: config,
          message: options.allowLocalConfig
            ? `${fn.name} uses ${resource.name}, which ${here(resource)} makes itself, so it can't be on the list of approved configurations`
            : `${fn.name} uses ${resource.name}, which ${here(resource)} makes itself, so its authors choose whose code they trust`,
          help,
          label: `made by ${here(resource)}`,
          related: [{ at: resource, message: `${resource.name} is made here` }],
          ...(options.allowLocalConfig ? { atMost: 'info' } : {}),
        });
        return;
      }
      case 'external':
        if (config.text.parts.length === 0) {
          report({
            at: config,
            message: `${fn.name} has an empty ${config.name}, so Lambda deploys code that nobody has signed`,
            help,
            label: `an empty ${config.name}`,
          });
        } else if (allowed.length > 0 && matches(config.text, allowed) === 'no') {
          report({
            at: config,
            message: `${fn.name} uses ${spell(config.text)}, which is not an approved code-signing configuration`,
            help,
            label: 'not approved',
          });
        }
        return;
      case 'unknown':
        if (allowed.length > 0) undecided(config.why, config);
    }
  },
});
