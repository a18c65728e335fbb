import { defineRule, isAnyOrigin, listOf, spell, wholeText } from './define.js';

/** Cross-origin rules that let any page in are none: a visitor's browser is then everybody's way in. */
export default defineRule({
  id: 'function-url-cors',
  title: 'A function URL does not let any origin send credentials or use all methods',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors',
    'https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html',
  ],
  peers: { checkov: ['CKV2_AWS_75'], 'Control Tower': ['CT.LAMBDA.PR.6'], 'Serverless Lens': ['SEC1'] },
  options: {
    allowedOrigins: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Patterns of the origins that may be named; empty: any but a bare star. `*` matches any text.',
    },
  },

  on: 'functionUrl',
  check(url, { graph, options, report, matches, undecided }) {
    const { allowOrigins: origins } = url;
    if (origins.state !== 'known') return;
    const who = graph.isGlobal(origins) ? 'FunctionUrlConfig of Globals' : url.name;
    const known = origins.value.flatMap((origin) =>
      origin.state === 'known' ? [{ ...origin, text: origin.value }] : [],
    );

    const { allowedOrigins: allowed } = options;
    const open = origins.value.find((origin) => origin.state === 'unknown');
    const isOpen = (): void => {
      if (open?.state === 'unknown') undecided(open.why, open);
    };
    if (allowed.length > 0) {
      isOpen();
      for (const { text, ...at } of known) {
        if (allowed.includes(wholeText(text) ?? '')) continue;
        // A star is not one of the origins that a pattern stands for: it is all of them.
        if (!isAnyOrigin(text) && matches(text, allowed) !== 'no') continue;
        report({
          at,
          message: `${who} lets ${spell(text) === '*' ? 'every page' : `pages of ${spell(text)}`} call it, which is not an approved origin`,
          help: `name origins that match ${listOf(allowed)} in ${origins.name}`,
          label: 'not approved',
          subject: `origin ${spell(text)}`,
        });
      }
      return;
    }

    const any = known.find(({ text }) => isAnyOrigin(text));
    if (any === undefined && open === undefined) return;
    const { allowCredentials: credentials, allowMethods: methods } = url;
    const all =
      methods.state === 'known'
        ? methods.value.find((method) => method.state === 'known' && wholeText(method.value) === '*')
        : undefined;
    const sends = credentials.state === 'known' && credentials.value ? credentials : undefined;
    if (sends === undefined && all === undefined) return;
    if (any === undefined) {
      isOpen();
      return;
    }
    report({
      at: any,
      message: `${who} lets ${spell(any.text) === '*' ? 'every page' : `every page of ${spell(any.text)}`} ${what(sends !== undefined, all !== undefined)}`,
      help: `name the origins that need it in ${origins.name}`,
      label: 'any origin',
      related: [
        ...(sends === undefined ? [] : [{ at: sends, message: 'credentials are sent along' }]),
        ...(all === undefined ? [] : [{ at: all, message: 'all methods are allowed' }]),
      ],
      subject: 'origins',
    });
  },
});

function what(credentials: boolean, methods: boolean): string {
  if (!credentials) return "use all methods, so any site can have its visitors' browsers call it in every way";
  return `${methods ? 'use all methods with credentials' : 'send credentials'}, so any site that a user visits can act for them`;
}
