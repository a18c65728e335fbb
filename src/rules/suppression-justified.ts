import { daysUntil, defineRule, listOf } from './define.js';

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
      description: 'How many days ahead it may expire: `-- reason (expires: 2027-03-31)`; 0: it need not.',
    },
  },

  on: 'suppression',
  check({ silence }, { options, today, report }) {
    if (silence.isNone === true) return;
    const { rule, reason, owner, expires, whole, form } = silence;
    const place = { at: { at: whole }, label: 'suppresses', subject: rule ?? 'all' };
    const lacks = [
      ...(options.requireRule && rule === undefined ? ['rule'] : []),
      ...(options.requireReason && (reason ?? '').trim() === '' ? ['reason'] : []),
      ...(options.requireOwner && owner === undefined ? ['owner'] : []),
      ...(options.maxDays > 0 && expires === undefined ? ['day on which it expires'] : []),
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
    if (expires === undefined) return;
    const left = daysUntil(expires, today);
    if (left === undefined) {
      report({
        ...place,
        message: `a suppression expires on ${expires || 'nothing'}, which is no day, so it silences nothing`,
        help: 'write the day as YYYY-MM-DD',
        label: 'no day',
      });
    } else if (left < 0) {
      report({
        ...place,
        message: `a suppression expired on ${expires} and silences nothing any more`,
        help: 'mend what it silenced and remove it, or agree on another day',
        label: 'expired',
      });
    } else if (options.maxDays > 0 && left > options.maxDays) {
      report({
        ...place,
        message: `a suppression expires on ${expires}, which is more than ${String(options.maxDays)} days from now`,
        help: `agree on a day within ${String(options.maxDays)} days`,
        label: 'too long',
      });
    }
  },
});

const keys: Readonly<Record<string, string>> = { 'day on which it expires': 'expires' };

/** What to write, with what is there left out. */
function commentWith(lacks: readonly string[]): string {
  const terms = [
    ...(lacks.includes('owner') ? ['owner: NAME'] : []),
    ...(lacks.includes('day on which it expires') ? ['expires: YYYY-MM-DD'] : []),
  ];
  const rule = lacks.includes('rule') ? 'the ids of its rules' : '';
  const reason = lacks.includes('reason') ? '-- and a reason' : '';
  const end = terms.length === 0 ? '' : `(${terms.join(', ')})`;
  return `write ${[rule, reason].filter(Boolean).join(' ') || end} behind it${end !== '' && `${rule}${reason}` !== '' ? `, and ${end} at its end` : ''}`;
}

const orOf = (words: readonly string[]): string => listOf(words).replace(/ and (?=[^,]+$)/, ' or ');
