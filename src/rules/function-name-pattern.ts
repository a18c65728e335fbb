import { defineRule, isExempt, spell } from './define.js';

/** Who deploys may often make only functions of certain names: that is how an organisation tells its teams apart. */
export default defineRule({
  id: 'function-name-pattern',
  title: 'A function has a name that the deployer may make',
  severity: 'off',
  pillar: 'operations',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html',
  ],
  peers: { 'Serverless Lens': ['SEC2'] },
  presets: { strict: 'error' },
  options: {
    pattern: {
      type: 'string',
      default: '',
      description: 'What names of functions look like, such as `orders-*`; `*` matches any text. Empty: any name.',
    },
    requireExplicitName: {
      type: 'boolean',
      default: false,
      description: 'Whether a function has to have a name of its own, and none that CloudFormation makes.',
    },
    exempt: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Names of functions that may have any name, or tags as `Key=Value`; `*` matches any text.',
    },
  },

  on: 'function',
  check(fn, { options, report, matches }) {
    const { pattern, requireExplicitName } = options;
    if ((pattern === '' && !requireExplicitName) || isExempt(fn, options.exempt)) return;
    const { functionName: name } = fn;
    const help = `set ${name.name}${pattern === '' ? '' : ` to a name that matches ${pattern}`}`;
    if (name.state === 'absent' && requireExplicitName) {
      report({
        at: name,
        message: `${fn.name} has no ${name.name}, so its name is made up at deployment`,
        help,
        label: `no ${name.name}`,
        subject: 'name',
      });
    }
    // A name that CloudFormation makes is not for the template to choose.
    if (name.state !== 'known' || pattern === '' || matches(name.value, [pattern]) !== 'no') return;
    report({
      at: name,
      message: `${fn.name} is named ${spell(name.value)}, which does not match ${pattern}, so the deployer may not make it`,
      help,
      label: `does not match ${pattern}`,
      subject: 'name',
    });
  },
});
