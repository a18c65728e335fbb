import { defineRule, isExempt, isImage, runsAtEdge } from './define.js';

/** Images are neither signed nor given layers: where these are asked for, a function that is an image goes round them. */
export default defineRule({
  id: 'function-image-or-zip-policy',
  title: 'A function is deployed in a way that the organisation allows: as a zip archive or as a container image',
  severity: 'off',
  pillar: 'operations',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-package.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html',
  ],
  peers: {},
  presets: { strict: 'error' },
  options: {
    allow: {
      type: 'array',
      items: { type: 'string', enum: ['Zip', 'Image'] },
      default: [],
      description: 'What functions may be: zip archives, container images. Empty: both.',
    },
    exempt: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Names of functions that may be either, or tags as `Key=Value`; `*` matches any text.',
    },
  },

  on: 'function',
  check(fn, { options, report, graph }) {
    const { allow } = options;
    if (allow.length === 0 || isExempt(fn, options.exempt)) return;
    const image = isImage(fn);
    if (image === undefined || allow.includes(image ? 'Image' : 'Zip')) return;
    // The edge takes no images.
    if (!image && runsAtEdge(fn, graph)) return;
    const { packageType, imageUri } = fn;
    const isWritten = packageType.state === 'known' && packageType.written;
    report({
      at: isWritten ? packageType : graph.quietly(() => imageUri).state === 'known' ? imageUri : fn,
      message: image
        ? `${fn.name} is a container image, which goes round code signing and layers: only zip archives are allowed`
        : `${fn.name} is a zip archive, and only container images are allowed`,
      help: image
        ? `deploy it as a zip archive, with ${packageType.name} Zip, or put it into the option exempt`
        : `deploy it as an image, with ${packageType.name} Image, or put it into the option exempt`,
      label: image ? 'an image' : 'a zip archive',
    });
  },
});
