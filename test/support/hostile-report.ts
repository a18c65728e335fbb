import { finding, placeOf, report } from './report.js';

/** What would act on a terminal, a log of GitHub's, a page, a table or a parser if it got there as it is. */
const hostileTexts = [
  '\u0000\u0008\u001b[2J\u001b]8;;https://evil.example\u0007',
  '\n::error file=x::forged\r\n##[error]forged',
  ']]> --> <script>alert(1)</script> &amp; &#0; "\'',
  '| a | `b` **c** [d](https://evil.example) ![e](f) {0} ${g} %0A',
  '\u202egnp.exe\u202c \u2066\u2028\u2029 \ufeff \ufffe\uffff \ud800 \udfff 😀 é 日本',
];

const text = hostileTexts.join(' ');
const secret = ['hunter', '2hunter', '2'].join('');
const template = { path: `dir/${text}.yaml`, text: `Key: ${text}\nPassword: ${secret}\n` };
const plan = { path: 'plan.json', text: `{"password": "${secret}"}`, hidden: true } as const;

/** A report in which every text is bad, as a template could make it. */
export const hostile = report({
  files: [
    { path: template.path, file: template, recognisedAs: text },
    { path: 'clean.yaml', recognisedAs: 'SAM, 1 function' },
    { path: `${text}.json`, skipped: text },
  ],
  findings: [
    finding({
      message: text,
      help: text,
      label: text,
      resource: text,
      route: text,
      when: text,
      at: placeOf(template, 'Key'),
      related: [{ at: placeOf(template, 'Password'), message: text }],
    }),
    finding({ at: placeOf(template, secret), secrets: [placeOf(template, secret)], message: 'a password' }),
    finding({ at: placeOf(plan, secret), severity: 'warning', message: 'a password in a plan' }),
    finding({ at: placeOf(template, 'Key'), severity: 'info', message: `long ${'x'.repeat(6000)}`, fingerprint: 'a1' }),
  ],
  undecided: [{ rule: 'role-shared', resource: text, at: placeOf(template, 'Key'), why: text }],
  suppressed: [
    {
      finding: finding({ at: placeOf(template, 'Key'), message: text }),
      at: placeOf(template, 'Key'),
      form: 'comment',
      reason: text,
      owner: text,
    },
  ],
});

export const hostileSecret = secret;
