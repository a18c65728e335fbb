import { matcher } from '../iam/wildcards.js';
import {
  type HeldRights,
  defineRule,
  listOf,
  rightsOf,
  rolesForGuests,
  rolesOfPool,
  sayAllBut,
  spell,
  spellLink,
} from './define.js';

/** Credentials of guests are there for the asking: no secret, no login, only the id of the pool, which every client carries. */
export default defineRule({
  id: 'identity-pool-unauthenticated',
  title: 'An identity pool gives no credentials to guests',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools-security-best-practices.html',
    'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-RUM-get-started-authorization.html',
    'https://docs.aws.amazon.com/location/latest/developerguide/authenticating-using-cognito.html',
  ],
  peers: {
    checkov: ['CKV_AWS_366'],
    cfn_nag: ['W57'],
    'cdk-nag': ['AwsSolutions-COG7'],
    'Serverless Lens': ['SEC1'],
  },
  options: {
    allowedActions: {
      type: 'array',
      items: { type: 'string' },
      default: [
        'geo-maps:Get*',
        'geo:GetMap*',
        'mobileanalytics:PutEvents',
        'mobiletargeting:PutEvents',
        'mobiletargeting:UpdateEndpoint',
        'rum:PutRumEvents',
      ],
      description:
        'Actions that guests may have: a pool whose guest role is known to allow nothing else is left alone; `*` matches any text.',
    },
  },

  on: 'identityPool',
  check(pool, { graph, options, report }) {
    const { allowsGuests: setting } = pool;
    if (setting.state !== 'known' || !setting.value) return;

    const roles = rolesOfPool(pool, graph);
    const link = roles && graph.quietly(() => roles.guestRole);
    const guests =
      link === undefined
        ? graph.quietly(() => rolesForGuests(pool, graph))
        : link.state === 'known'
          ? [link.resource]
          : [];
    const rights = guests.flatMap((role) => rightsOf({ of: role }, graph, true) ?? []);
    const isSeen = guests.length > 0 && rights.length === guests.length && rights.every(isKnown);
    const actions = [...new Set(rights.flatMap(actionsOf))].filter((action) => !isAnybodys(action));
    const allowed = options.allowedActions.map(matcher);
    if (isSeen && actions.length > 0 && actions.every((action) => allowed.some((matches) => matches(action)))) return;

    const lacksRole = link?.state === 'absent';
    const isIdle = isSeen && actions.length === 0;
    const name =
      guests.length > 0
        ? listOf(guests.map((role) => role.name))
        : link === undefined || lacksRole || link.state === 'unknown'
          ? undefined
          : spellLink(link);
    const allows = actions.length === 0 ? '' : `, whose policies allow ${listOf(actions)}`;
    const gets = lacksRole
      ? 'though it has no role for them so far'
      : isIdle
        ? `though no policy of ${name ?? ''} allows them anything so far`
        : `so anybody on the internet gets credentials of ${name ?? 'its role for guests'}${allows}`;
    report({
      at: setting,
      message: `${pool.name} lets in guests, ${gets}`,
      help: `set ${setting.name} to false${actions.length === 0 ? '' : ', or list what guests are meant to do in the option allowedActions'}`,
      label: 'guests get in',
      related: (link === undefined ? guests : name === undefined ? [] : [link]).map((at) => ({
        at,
        message: 'the role of guests',
      })),
      ...(lacksRole || isIdle ? { atMost: 'info' } : {}),
    });
  },
});

/** Whether it is known of a role what all of its policies say. */
const isKnown = ({ held, doubts, empty }: HeldRights): boolean =>
  doubts.length + empty.length === 0 &&
  held.every(({ statement, unsure }) => statement.effect !== undefined && unsure === undefined);

/** The console gives it to each role of guests that it makes; it takes no credentials to call it. */
const isAnybodys = matcher('cognito-identity:GetCredentialsForIdentity');

/** What the policies of a role allow, in words. */
function actionsOf({ held }: HeldRights): readonly string[] {
  const allows = held.map(({ statement }) => statement).filter(({ effect }) => effect === 'Allow');
  return allows.flatMap((statement) => statement.actions?.map(spell) ?? [sayAllBut(statement)]);
}
