import { anyOf, defineRule, here, spell } from './define.js';

/** Whoever may sign with one of the listed profiles decides what runs. */
export default defineRule({
  id: 'code-signing-allowed-publishers',
  title: 'A code-signing configuration trusts approved signing profiles only',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_AllowedPublishers.html',
  ],
  peers: { 'Serverless Lens': ['SEC3'] },
  options: {
    allowedProfileArns: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'ARN patterns of the signing profiles that may be trusted; one without a version stands for all versions. Empty: any.',
    },
    maxProfiles: {
      type: 'integer',
      minimum: 1,
      maximum: 20,
      default: 20,
      description: 'How many signing profile versions one configuration may list; Lambda takes no more than 20.',
    },
  },

  on: 'codeSigningConfig',
  check(config, { options, report, graph, matches, undecided }) {
    const { allowedProfileArns: allowed, maxProfiles } = options;
    // Without a list, any publisher will do: nothing has to be known of them.
    const publishers = allowed.length === 0 ? graph.quietly(() => config.publishers) : config.publishers;
    if (publishers.state !== 'known') return;

    const surplus = publishers.value[maxProfiles];
    if (surplus !== undefined) {
      report({
        at: surplus,
        message: `${config.name} trusts ${String(publishers.value.length)} signing profile versions, more than the ${String(maxProfiles)} that it may list`,
        help: `take out what is over ${String(maxProfiles)}, oldest versions first`,
        label: `number ${String(maxProfiles + 1)}`,
        subject: 'count',
      });
    }

    if (allowed.length === 0) return;
    const globs = allowed.map((glob) => glob.replace(':signing-profiles/', ':/signing-profiles/'));
    const help = `list a version of ${anyOf(allowed)} instead`;
    for (const publisher of publishers.value) {
      if (publisher.state === 'unknown') undecided(publisher.why, publisher);
      if (publisher.state === 'known') {
        const { resource } = publisher;
        report({
          at: publisher,
          message: `${config.name} trusts ${resource.name}, a signing profile that ${here(resource)} makes itself, so its authors vouch for their own code`,
          help,
          label: 'a profile of its own',
          related: [{ at: resource, message: `${resource.name} is made here` }],
          subject: resource.address,
        });
      }
      if (
        publisher.state === 'external' &&
        matches(publisher.text, [...globs, ...globs.map((glob) => `${glob}/*`)]) === 'no'
      ) {
        report({
          at: publisher,
          message: `${config.name} trusts ${spell(publisher.text)}, which is not an approved signing profile`,
          help,
          label: 'not approved',
          subject: spell(publisher.text),
        });
      }
    }
  },
});
