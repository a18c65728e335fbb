import { defineRule, isSecretOf, saysSecret, secretNames } from './define.js';

/** A parameter's value is shown to everyone who may look at the stack, unless the template forbids it. */
export default defineRule({
  id: 'parameter-noecho',
  title: 'A parameter for a secret has NoEcho and no default',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html#creds',
  ],
  peers: { 'cfn-lint': ['W2501'], 'Serverless Lens': ['SEC3'] },
  options: {
    namePatterns: {
      type: 'array',
      items: { type: 'string' },
      default: secretNames,
      description:
        'Names of parameters that say that the value is a secret; case, `_` and `-` do not matter, `*` matches any text.',
    },
  },

  on: 'parameter',
  check(parameter, { options, report }) {
    const { name, standard, hidden, hiding, free } = parameter;
    if (!free || !saysSecret(name, options.namePatterns)) return;
    // A default that can be no secret tells what the parameter is for; an empty one means that there is none.
    const isSecret = standard !== undefined && standard.text !== '' && isSecretOf(name, standard.text);
    if (standard !== undefined && standard.text !== '' && !isSecret && !isPromise(standard.text)) return;
    if (!hidden) {
      report({
        at: parameter,
        message: `${name} takes a secret and ${hiding.without}`,
        help: `set ${hiding.word} to true, or take the name of a secret in Secrets Manager instead`,
        label: `no ${hiding.word}`,
        subject: name,
      });
    }
    if (!isSecret) return;
    report({
      at: standard,
      message: `${name} takes a secret and has a default, so whoever may read ${hiding.where} has it`,
      help: 'take the default out, and give the secret a new value where the default is in use',
      label: 'a default for a secret',
      subject: `${name} Default`,
      secret: standard.text,
    });
  },
});

/** What stands for a secret that is still to be given. */
const isPromise = (text: string): boolean => /^(?:none|null|undefined|change.?me|.*[<[].*|x+|\*+)$/i.test(text);
