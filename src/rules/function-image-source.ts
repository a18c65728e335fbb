import {
  anyOf,
  defineRule,
  here,
  imageOf,
  isFrom,
  isImage,
  isLatest,
  isLocalImage,
  isYetToBuild,
  mayMove,
  spell,
} from './define.js';

/** Images are not signed: where they come from, and that nobody puts another one in their place, is all that vouches for them. */
export default defineRule({
  id: 'function-image-source',
  title: 'A container image is of an approved registry and named so that it stays the same',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/images-create.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html',
  ],
  peers: {},
  options: {
    allowedRegistries: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'Where images may come from: an account, `self` for the one that is deployed to, a registry such as `123456789012.dkr.ecr.*.amazonaws.com`, or one with repositories behind it (`…/approved/*`); `*` matches any text. Empty: anywhere.',
    },
    requireDigest: {
      type: 'boolean',
      default: false,
      description: 'Whether an image has to be named by its digest; otherwise, any tag but `latest` will do.',
    },
  },

  on: 'function',
  check(fn, { options, report, graph, undecided }) {
    const { allowedRegistries: allowed, requireDigest } = options;
    if (graph.quietly(() => isImage(fn) === false && fn.imageUri.state === 'absent')) return;
    const { imageUri: uri } = fn;
    if (uri.state === 'unknown') return;
    if (uri.state === 'absent' || isLocalImage(uri.value) || isYetToBuild(fn, graph)) {
      // What packaging puts there has a tag of its own for each image.
      if (allowed.length > 0 || requireDigest) undecided(`packaging puts ${uri.name} there`, uri);
      return;
    }

    const image = graph.quietly(() => imageOf(uri.value, graph));
    const from = allowed.length === 0 ? 'yes' : isFrom(image, allowed, graph);
    if (from === 'maybe') undecided(`the registry of ${spell(uri.value)} is known only at deployment`, uri);
    if (from === 'no') {
      report({
        at: uri,
        message: `${fn.name} runs the image ${spell(uri.value)}, which is of no approved registry: whoever pushes to it has what the role of ${fn.name} may do`,
        help: `push the image to ${placesOf(allowed)}, and name it there`,
        label: 'not an approved registry',
        subject: 'registry',
      });
    }

    const { by, made } = image;
    if (by === 'digest') return;
    const latest = isLatest(image);
    const moves = requireDigest ? 'yes' : mayMove(image, graph);
    if (moves === 'no' || (latest === 'no' && !requireDigest)) return;
    if (moves === 'maybe' || by === 'unknown' || (latest === 'maybe' && !requireDigest)) {
      undecided(`the tag of ${spell(uri.value)} is known only at deployment`, uri);
      return;
    }
    const named = by === 'no tag' ? 'without a tag, which stands for latest' : `by the tag ${spell(by)}`;
    report({
      at: uri,
      message:
        latest === 'yes'
          ? `${fn.name} names its image ${named}: a deployment does not notice that another image has got it, and what ${here(fn)} deploys depends on the day`
          : `${fn.name} names its image ${named}, which may be given to another one, and not by its digest`,
      help: `name it by its digest, as repository@sha256:…${requireDigest ? '' : ', or by a tag that no other image gets, such as one of its version'}`,
      label: latest === 'yes' ? 'whatever was pushed last' : 'not a digest',
      ...(made === undefined || mayMove(image, graph) !== 'yes'
        ? {}
        : { related: [{ at: made, message: `${made.name} lets a tag be given to another image` }] }),
      subject: 'tag',
    });
  },
});

/** The registries that a list lets in, for help. */
const placesOf = (allowed: readonly string[]): string =>
  anyOf(
    allowed.map((each) =>
      each === 'self' ? 'a registry of this account' : /^\d{12}$/.test(each) ? `the registry of account ${each}` : each,
    ),
  );
