import { calledBy, defineRule, isNamed, urlsLike } from './define.js';

/** A function with a URL that asks nobody who they are is an API without an authorizer. */
export default defineRule({
  id: 'function-url-auth',
  title: 'A function URL asks for IAM authorization',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html'],
  peers: {
    checkov: ['CKV_AWS_258'],
    'cdk-nag': ['LambdaFunctionUrlAuth'],
    'AWS Config': ['LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED'],
    'Control Tower': ['CT.LAMBDA.PR.5'],
    'Serverless Lens': ['SEC1'],
  },
  // AWS Config judges the policy that a URL without authorization needs.
  presets: { 'config-parity': 'error' },
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Functions or URLs that are meant to be public: logical ids; `*` matches any text.',
    },
  },

  on: 'functionUrl',
  check(url, { graph, options, report }) {
    const fn = graph.quietly(() => calledBy(url));
    if (isNamed(url, options.allow) || (fn !== undefined && isNamed(fn, options.allow))) return;
    const { authType } = url;
    if (authType.state !== 'known' || authType.value === 'AWS_IAM') return;

    // What stands in Globals is said of all functions at once.
    const isGlobal = graph.isGlobal(authType);
    const owner = isGlobal ? 'every function' : (fn?.name ?? 'its function');
    const who = isGlobal ? 'FunctionUrlConfig of Globals' : url.name;
    report({
      at: authType,
      message: `${who} has ${authType.name} ${authType.value}, so anybody who knows the address can invoke ${owner}`,
      help: `set ${authType.name} to AWS_IAM, or list the function in the option allow if it is meant to be public`,
      label: 'open to everybody',
      related: isGlobal
        ? urlsLike(url, graph).map((each) => ({ at: calledBy(each) ?? each, message: `${each.owner} gets such a URL` }))
        : [],
      subject: 'auth',
    });
  },
});
