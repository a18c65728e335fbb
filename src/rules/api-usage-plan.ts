import {
  asksForKey,
  defineRule,
  here,
  isInUsagePlan,
  matchesRoute,
  routesOf,
  spellRoute,
  spellStage,
  usagePlanRemedy,
} from './define.js';

/** A key opens nothing by itself: API Gateway takes it only at the stages of a usage plan that has it. */
export default defineRule({
  id: 'api-usage-plan',
  title: 'A stage whose methods ask for API keys is in a usage plan',
  severity: 'off',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-usageplan.html',
  ],
  peers: {
    cfn_nag: ['W64', 'W68'],
    KICS: ['API Gateway Stage Without API Gateway UsagePlan Associated'],
  },
  presets: { strict: 'info' },

  on: 'stage',
  check(stage, { graph, report, undecided }) {
    const { resource, api } = stage;
    if (resource.kind !== 'restStage' && resource.kind !== 'restDeployment') return;
    if (!stage.isMade() || stage.beside !== undefined) return;
    const verdict = isInUsagePlan(resource, graph);
    if (verdict === 'yes') return;
    if (api === undefined) {
      undecided(`its API is not in ${here(resource)}`, stage);
      return;
    }
    let open = false;
    for (const route of routesOf(api, graph)) {
      if (matchesRoute(route, ['OPTIONS *']) === 'yes') continue;
      const asks = asksForKey(route, graph);
      open ||= asks === undefined;
      if (asks !== true) continue;
      if (verdict === 'maybe') {
        undecided('the stages of a usage plan are known only at deployment', stage);
        return;
      }
      report({
        at: stage,
        message: `${spellStage(stage)} is in no usage plan of ${here(resource)}, but ${spellRoute(route)} asks for an API key, which is good only for the stages of its usage plans`,
        help: usagePlanRemedy(stage),
        label: 'no usage plan',
        related: [{ at: route, message: 'a key is asked for here' }],
        subject: 'usage plan',
      });
      return;
    }
    if (open) undecided('whether its methods ask for API keys is known only at deployment', stage);
  },
});
