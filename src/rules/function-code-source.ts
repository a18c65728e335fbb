import { anyOf, defineRule, here, isImage, spell, spellLink } from './define.js';

/** Code that lies in an approved bucket has gone through the pipeline that fills it; any other has not. */
export default defineRule({
  id: 'function-code-source',
  title: 'The code of a zip function comes from where it is built, checked and signed',
  severity: 'info',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/authoring-codesigning.html',
  ],
  peers: {},
  presets: { strict: 'error' },
  options: {
    allowedBuckets: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Names of the buckets that code may come from; `*` matches any text. Empty: anywhere.',
    },
    allowInline: {
      type: 'boolean',
      default: true,
      description: 'Whether code may be written into the template.',
    },
  },

  on: 'function',
  check(fn, { options, report, graph, matches, undecided }) {
    const { allowedBuckets: allowed, allowInline } = options;
    const { inlineCode: inline } = fn;
    if (inline.state === 'known') {
      const signing = graph.quietly(() => fn.codeSigningConfig);
      const config = signing.state === 'known' ? signing.resource : undefined;
      const policy = config?.untrusted;
      if (policy?.state === 'known' && policy.value === 'Enforce') {
        report({
          at: inline,
          message: `${fn.name} has its code in ${inline.name}, which nobody can sign, and ${signing.name} lets in only what is signed: Lambda refuses the code`,
          help: 'deploy the code as an archive that is signed',
          label: "can't be signed",
          related: [{ at: policy, message: `${config?.name ?? ''} blocks code that is not signed` }],
          subject: 'signature',
        });
      } else if (!allowInline) {
        report({
          at: inline,
          message: `${fn.name} has its code in ${inline.name}, so it is neither built, nor checked, nor signed like other code`,
          help: 'deploy the code as an archive',
          label: 'code within the template',
          subject: 'inline',
        });
      } else if (policy?.state === 'unknown') {
        undecided(policy.why, policy);
      } else if (signing.state === 'unknown' || signing.state === 'external') {
        undecided(
          `${signing.name} names a configuration that ${here(fn)} does not make, and which may block what is not signed`,
          signing,
        );
      }
      return;
    }
    if (allowed.length === 0 || graph.quietly(() => isImage(fn)) === true) return;

    const { archive, codeBucket: bucket } = fn;
    if (archive.state === 'known') {
      report({
        at: archive,
        message: `${fn.name} is deployed from ${archive.name} ${spell(archive.value)}, a file of the machine that deploys, and not from an approved bucket`,
        help: `put the archive into ${anyOf(allowed)}, and name it by ${bucket.name}`,
        label: 'from no bucket',
        subject: 'bucket',
      });
      return;
    }
    if (bucket.state === 'absent' || bucket.state === 'unknown') return;
    const made = bucket.state === 'known' ? graph.quietly(() => bucket.resource.bucketName) : undefined;
    const name = bucket.state === 'external' ? bucket.text : made?.state === 'known' ? made.value : undefined;
    if (name === undefined) {
      undecided(`what ${spellLink(bucket)} is called is known only at deployment`, bucket);
      return;
    }
    if (matches(name, allowed) !== 'no') return;
    report({
      at: bucket,
      message: `${fn.name} takes its code from the bucket ${spell(name)}, which is not an approved one: whoever may write there has what the role of ${fn.name} may do`,
      help: `take the code from ${anyOf(allowed)}`,
      label: 'not an approved bucket',
      subject: 'bucket',
    });
  },
});
