import { defineRule, isQualified, qualifierRemedy, spell, targetOf } from './define.js';

/** Whoever may invoke a function as it is at the moment gets what nobody has released yet, and can't be moved back. */
export default defineRule({
  id: 'function-permission-qualifier',
  title: 'A permission is for an alias or a version of a function',
  severity: 'off',
  pillar: 'operations',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/using-aliases.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html',
  ],
  peers: { 'Serverless Lens': ['SEC2'] },

  on: 'permission',
  check(permission, { graph, report, undecided }) {
    const verdict = isQualified(permission);
    const { called, principal } = graph.quietly(() => ({
      called: permission.function,
      principal: permission.principal,
    }));
    if (verdict === 'maybe' && called.state === 'external')
      undecided('parts of it are known only at deployment', called);
    if (verdict !== 'no') return;
    const target = targetOf(permission, graph);
    // A URL that is open to everybody has two permissions, which one alias puts right.
    if (graph.quietly(() => permission.viaUrl.state === 'known' && permission.viaUrl.value)) return;
    const who = principal.state === 'known' ? spell(principal.value) : 'others';
    report({
      at: called,
      message: `${permission.name} lets ${who === '*' ? 'everyone' : who} invoke ${target} itself, and not an alias, so each change of the code is theirs at once`,
      help: qualifierRemedy(permission, graph),
      label: 'not an alias',
      subject: 'qualifier',
    });
  },
});
