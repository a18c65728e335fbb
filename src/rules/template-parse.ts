import { defineRule } from './define.js';

/** What can't be read can't be judged, and deployment will refuse it, too. */
export default defineRule({
  id: 'template-parse',
  title: 'A file is a template that deployment can read',
  severity: 'error',
  pillar: 'operations',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy.html',
  ],
  peers: { 'cfn-lint': ['E0000', 'E0001'] },
  options: {},

  on: 'problem',
  check({ at, message, help }, { report }) {
    report({
      at: { at },
      message: small(message, /^(?:An?|The|This|There)\b/),
      help: small(help, /^[A-Z][a-z]*\b/),
      // Lines in a message move with edits elsewhere.
      subject: message.replaceAll(/\d+/g, ''),
    });
  },
});

/** As all rules speak: no full stop, and no capital but for names. */
function small(sentence: string, start: RegExp): string {
  const words = sentence.replace(/\.$/, '');
  return start.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}
