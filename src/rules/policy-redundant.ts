import { type Redundancy, redundanciesIn } from '../iam/redundant.js';
import { defineRule, isWithin, listOf, spell, writtenDocuments } from './define.js';

/** What changes nothing has to be read all the same, and hides what a policy really allows. */
export default defineRule({
  id: 'policy-redundant',
  title: 'A policy says nothing that it says elsewhere more broadly',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html',
  ],
  peers: { 'IAM Access Analyzer': ['REDUNDANT_ACTION', 'REDUNDANT_RESOURCE', 'REDUNDANT_STATEMENT'] },
  presets: { strict: 'info' },
  options: {},

  on: 'policyHome',
  check(home, { report, undecided }) {
    for (const { statements, unknowns } of writtenDocuments(home, undecided)) {
      const found = redundanciesIn(statements, ({ at }) => unknowns.some((unknown) => isWithin(unknown.at, at)));
      for (const each of found) {
        const { statement, texts, by, beside } = each;
        const [first = statement] = texts;
        const { what, help, place, subject } = wordsFor(each);
        report({
          at: first,
          message: `${home.name} ${what}`,
          help,
          label: 'changes nothing',
          related: [{ at: by ?? beside, message: place }],
          subject: `${statement.sid ?? ''} ${subject}`,
        });
      }
    }
  },
});

function wordsFor({ statement, of, texts, by, beside }: Redundancy): {
  readonly what: string;
  readonly help: string;
  /** What stands where it is said, too. */
  readonly place: string;
  readonly subject: string;
} {
  const does = statement.effect === 'Deny' ? 'denies' : 'allows';
  const names = texts.map(spell);
  const broader = by === undefined ? '' : spell(by);
  const isSame = names.every((name) => name.toLowerCase() === broader.toLowerCase());
  const place = by === undefined ? 'the other statement' : isSame ? 'the other one' : 'the broader one';
  const so = `so ${names.length === 1 ? 'it changes' : 'they change'} nothing`;
  const help = `leave ${listOf(names)} out`;
  if (of === 'statement') {
    const name = statement.sid === undefined ? 'a statement' : `the statement ${statement.sid}`;
    return {
      what: `has ${name} that ${does} only what another one ${does}, so it changes nothing`,
      help: 'leave the statement out',
      place,
      subject: 'statement',
    };
  }
  const subject = names.join(' ');
  if (beside !== statement) {
    const what =
      of === 'actions'
        ? `${does} ${listOf(names)}, as another statement does on the same resources`
        : `names ${listOf(names)}, as another statement does for the same actions`;
    return { what: `${what}, ${so}`, help, place, subject };
  }
  return isSame
    ? {
        what: `names ${broader} more than once in a statement, ${so}`,
        help: `leave ${names.length === 1 ? 'one of them' : 'the others'} out`,
        place,
        subject,
      }
    : {
        what: `names ${listOf(names)} beside ${broader}, which covers ${names.length === 1 ? 'it' : 'them'}, ${so}`,
        help: `${help}, or put what is needed in the place of ${broader}`,
        place,
        subject,
      };
}
