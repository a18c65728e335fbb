import { defineRule, isImage, listOf, wholeText } from './define.js';

/** Lambda takes a container image whole: what else says which code runs makes the call that creates the function fail. */
export default defineRule({
  id: 'function-layer-on-image',
  title: 'A container-image function has no layers, handler or runtime',
  severity: 'error',
  pillar: 'operations',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/images-create.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html',
  ],
  peers: { 'cfn-lint': ['E3685'] },
  options: {},

  on: 'function',
  check(fn, { report, graph, undecided }) {
    const image = graph.quietly(() => isImage(fn));
    if (image === false) return;
    // What is known only at deployment may turn out to be nothing.
    const { layers, handler, runtime } = fn;
    const set = [
      ...(layers.state === 'known' && layers.value.length > 0 ? [layers] : []),
      ...(handler.state === 'known' && wholeText(handler.value) !== '' ? [handler] : []),
      ...(runtime.state === 'known' && runtime.value !== '' ? [runtime] : []),
    ];
    const [first, ...others] = set;
    if (first === undefined) return;
    if (image === undefined) {
      const packageType = graph.quietly(() => fn.packageType);
      undecided(
        `whether ${fn.name} is an image depends on ${packageType.name}, which is known only at deployment`,
        packageType,
      );
      return;
    }
    const names = listOf(set);
    const cause = graph.quietly(() =>
      fn.packageType.state === 'known' && fn.packageType.written ? fn.packageType : fn.imageUri,
    );
    report({
      at: first,
      message: `${fn.name} is a container image and has ${names}, which only zip functions take, so that its deployment fails`,
      help: `remove ${names}, and put into the image what ${set.length === 1 ? 'it' : 'they'} stood for`,
      label: 'not for an image',
      related: [
        { at: cause, message: `${fn.name} is an image by this` },
        ...others.map((each) => ({ at: each, message: `${each.name} is not for an image either` })),
      ],
    });
  },
});
