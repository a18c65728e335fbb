import { defineRule, listOf } from './define.js';

const day = 24 * 60 * 60 * 1000;

/** An exception is for a time and somebody's: without a reason it can be neither agreed to nor ended. */
export default defineRule({
  id: 'suppression-justified',
  title: 'A suppression names its rule and gives a reason',
  severity: 'warning',
  pillar: 'operations',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/wellarchitected/latest/framework/sec-01.html'],
  peers: { cfn_nag: ['rules_to_suppress'], 'cdk-nag': ['NagSuppressions'] },
  options: {
    requireRule: {
      type: 'boolean',
      default: true,
      description: 'Whether the rules that are silenced have to be named.',
    },
    requireReason: { type: 'boolean', default: true, description: 'Whether a reason has to be given.' },
    requireOwner: {
      type: 'boolean',
      default: false,
      description: 'Whether somebody has to stand for it: `-- reason (owner: payments)`.',
    },
    maxDays: {
      type: 'integer',
      minimum: 0,
      default: 0,
      description: 'How many days ahead it may end: `-- reason (until: 2027-03-31)`; 0: it need not end.',
    },
  },

  on: 'suppression',
  check({ silence }, { options, today, report }) {
    if (silence.isNone === true) return;
    const { rule, reason, owner, until, whole, form } = silence;
    const place = { at: { at: whole }, label: 'suppresses', subject: `${rule ?? ''} ${whole.file.path}` };
    const lacks = [
      ...(options.requireRule && rule === undefined ? ['rule'] : []),
      ...(options.requireReason && (reason ?? '').trim() === '' ? ['reason'] : []),
      ...(options.requireOwner && owner === undefined ? ['owner'] : []),
      ...(options.maxDays > 0 && until === undefined ? ['day on which it ends'] : []),
    ];
    if (lacks.length > 0) {
      report({
        ...place,
        message: `a suppression gives no ${orOf(lacks)}, so ${rule === undefined && options.requireRule ? 'it also silences what nobody has looked at' : 'nobody can tell later whether it still holds'}`,
        help:
          form === 'comment'
            ? commentWith(lacks)
            : `add ${listOf(lacks.map((each) => keys[each] ?? each))} to the entry`,
        label: `no ${orOf(lacks)}`,
      });
    }
    if (until === undefined) return;
    const left = (Date.parse(until) - Date.parse(today.toISOString().slice(0, 10))) / day;
    if (left < 0) {
      report({
        ...place,
        message: `a suppression was meant to end on ${until}, and is still there`,
        help: 'mend what it silences and remove it, or agree on another day',
        label: 'has ended',
      });
    } else if (options.maxDays > 0 && left > options.maxDays) {
      report({
        ...place,
        message: `a suppression ends on ${until}, which is more than ${String(options.maxDays)} days from now`,
        help: `agree on a day within ${String(options.maxDays)} days`,
        label: 'too long',
      });
    }
  },
});

const keys: Readonly<Record<string, string>> = { 'day on which it ends': 'until' };

/** What to write, with what is there left out. */
function commentWith(lacks: readonly string[]): string {
  const terms = [
    ...(lacks.includes('owner') ? ['owner: NAME'] : []),
    ...(lacks.includes('day on which it ends') ? ['until: YYYY-MM-DD'] : []),
  ];
  const rule = lacks.includes('rule') ? 'the ids of its rules' : '';
  const reason = lacks.includes('reason') ? '-- and a reason' : '';
  const end = terms.length === 0 ? '' : `(${terms.join(', ')})`;
  return `write ${[rule, reason].filter(Boolean).join(' ') || end} behind it${end !== '' && `${rule}${reason}` !== '' ? `, and ${end} at its end` : ''}`;
}

const orOf = (words: readonly string[]): string => listOf(words).replace(/ and (?=[^,]+$)/, ' or ');
