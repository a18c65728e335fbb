import {
  aliasRemedy,
  anyOf,
  defineRule,
  isExempt,
  leadsToLatest,
  namedAliasesOf,
  runsAtEdge,
  strangeAlias,
} from './define.js';

/** Without versions there is nothing to go back to, and without an alias nobody can be moved from one to the next. */
export default defineRule({
  id: 'function-alias-published',
  title: 'A function publishes versions, and an alias leads to one of them',
  severity: 'off',
  pillar: 'operations',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html',
  ],
  peers: { 'aws-config-rules': ['LAMBDA_CODE_IS_VERSIONED'], 'Serverless Lens': ['OPS2'] },
  options: {
    aliases: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'What the alias is called, as `live`: one of these; `*` matches any text. Empty: any name.',
    },
    exempt: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Names of functions that need no alias, or tags as `Key=Value`; `*` matches any text.',
    },
  },

  on: 'function',
  check(fn, { options, report, graph, matches, undecided }) {
    const { aliases: wanted } = options;
    // CloudFront takes a version, and no alias.
    if (isExempt(fn, options.exempt) || runsAtEdge(fn, graph)) return;
    const all = namedAliasesOf(fn, graph);
    const named = all.map((alias) => {
      if (wanted.length === 0) return { alias, verdict: 'yes' };
      const { aliasName: name } = alias;
      return { alias, verdict: name.state === 'known' ? matches(name.value, wanted) : 'maybe' };
    });
    const right = named.filter(({ verdict }) => verdict === 'yes').map(({ alias }) => alias);
    const latest = graph.quietly(() => right.map((alias) => ({ alias, verdict: leadsToLatest(alias, graph) })));
    if (latest.some(({ verdict }) => verdict === 'no')) return;
    const open = [...latest, ...named].find(({ verdict }) => verdict === 'maybe')?.alias ?? strangeAlias(graph);
    if (open !== undefined) {
      undecided(`what ${open.name} leads to is known only at deployment`, open);
      return;
    }
    const [moving] = latest;
    if (moving !== undefined) {
      report({
        at: moving.alias.version,
        message: `${moving.alias.name} leads to $LATEST of ${fn.name}, so whoever calls it gets each change of the code at once`,
        help: aliasRemedy(fn),
        label: 'no version',
        related: [{ at: fn, message: `${fn.name} is made here` }],
        subject: 'version',
      });
      return;
    }
    const called = wanted.length === 0 ? '' : ` called ${wanted.join(' or ')}`;
    report({
      at: fn,
      message: `${fn.name} has no alias${called}, so its callers get each change of the code at once, and there is nothing to go back to`,
      help: aliasRemedy(fn, anyOf(wanted)),
      label: 'no alias',
      related: all.map((alias) => ({ at: alias, message: `${alias.name} is called otherwise` })),
      subject: 'alias',
    });
  },
});
