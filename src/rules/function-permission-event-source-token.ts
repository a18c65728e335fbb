import { defineRule, here, isSecretOf, parametersIn, saysSecret, secretNames, targetOf, wholeText } from './define.js';

/** A token that stands in the template is known to all who may read it, and proves nothing any more. */
export default defineRule({
  id: 'function-permission-event-source-token',
  title: 'The token that an invoker has to show is not written out',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html#creds',
  ],
  peers: { cfn_nag: ['F45'], 'Serverless Lens': ['SEC3'] },
  options: {},

  on: 'permission',
  check(permission, { graph, report }) {
    // What is known only at deployment is not written here: that is all that is asked.
    const token = graph.quietly(() => permission.eventSourceToken);
    const { eventSourceTokenTree: node } = permission;
    if (token.state !== 'known') return;
    const literal = wholeText(token.value);
    if (literal === undefined || literal === '' || isSkill(literal)) return;
    const { parameters } = graph.template;
    const sources = (node === undefined ? [] : parametersIn(node)).flatMap((name) => parameters.get(name) ?? []);
    // What is given at deployment is not written here; a default that says itself a secret is told by parameter-noecho.
    if (sources.some(({ given }) => given !== undefined)) return;
    const names = sources.map(({ name }) => name.replace(/^.*\//, ''));
    if (names.some((name) => saysSecret(name, secretNames) && isSecretOf(name, literal))) return;
    const written = here(permission).replace('this', 'the');
    report({
      at: token,
      message: `${permission.name} writes out the ${token.name} that whoever invokes ${targetOf(permission, graph)} has to show, so whoever may read ${written} has it, too`,
      help: 'take it from a parameter without a default, or from Secrets Manager, and choose a new one',
      label: 'a token in clear',
      subject: 'token',
      secret: literal,
    });
  },
});

/** The id of a skill is no secret: Alexa itself says which skill it calls for. */
const isSkill = (token: string): boolean => token.startsWith('amzn1.ask.skill.');
