import { calledBy, defineRule, isNamed, urlsLike } from './define.js';

/** Whoever puts authorizers, firewalls and logs before every API has none of them before the URL of a function. */
export default defineRule({
  id: 'function-url-forbidden',
  title: 'A function has no URL of its own',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/furls-http-invoke-decision.html',
  ],
  peers: { 'Serverless Lens': ['SEC1'] },
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Functions or URLs that may have one: logical ids; `*` matches any text.',
    },
  },

  on: 'functionUrl',
  check(url, { graph, options, report }) {
    const fn = graph.quietly(() => calledBy(url));
    if (isNamed(url, options.allow) || (fn !== undefined && isNamed(fn, options.allow))) return;

    // What stands in Globals is said of all functions at once.
    const isGlobal = graph.isGlobal(url.authType);
    const who = isGlobal ? 'FunctionUrlConfig of Globals' : url.name;
    report({
      at: url,
      message: `${who} lets requests reach ${isGlobal ? 'every function' : (fn?.name ?? 'its function')} past the APIs, their authorizers and firewalls`,
      help: 'take it out and give the function a route of an API with an authorizer, or list the function in the option allow',
      label: 'not a permitted way in',
      related: isGlobal
        ? urlsLike(url, graph).map((each) => ({ at: calledBy(each) ?? each, message: `${each.owner} gets such a URL` }))
        : [],
      subject: 'url',
    });
  },
});
