import { fullServiceOf } from '../iam/actions.js';
import { credentialActions } from '../iam/credential-actions.data.js';
import { type Found, Sought, besideAction, byResource, search, spellAction } from '../iam/granted.js';
import { fixedIn, scopeOf } from '../iam/resources.js';
import { matcher } from '../iam/wildcards.js';
import { allRolesOption, defineRule, listOf, onceFor, rightsOf, spell } from './define.js';

/** Credentials that code can fetch work elsewhere, too: whoever gets into it once takes them along. */
export default defineRule({
  id: 'role-credentials-exposure',
  title: 'A role may fetch only credentials that its policies name',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
  ],
  peers: {
    checkov: ['CKV_AWS_107', 'CKV_AWS_287'],
    parliament: ['CREDENTIALS_EXPOSURE'],
    'Serverless Lens': ['SEC2'],
  },
  presets: { strict: 'info' },
  options: {
    ignore: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Actions that a role may have, such as `sts:AssumeRole`; `*` matches any text.',
    },
    allRoles: allRolesOption,
  },

  on: 'holder',
  check(holder, { graph, options, report, undecided }) {
    const rights = rightsOf(holder, graph, options.allRoles);
    if (rights === undefined) return;
    for (const { why, at } of rights.doubts) undecided(why, { at });

    const { found, doubts } = search(rights, {
      sought: fetchingOf(options),
      isWide: (resource) => fixedIn(resource).names === 0,
    });
    for (const { why, at } of doubts) undecided(why, at);

    // What AWS has written is judged by its name, in role-admin-policy.
    const own = found.filter((each) => each.held.policy.owner !== undefined && !isReported(each));
    for (const group of byResource(own)) {
      const [{ held, action, first }] = group;
      const { owner } = held.policy;
      const where =
        spell(first.resource) === '*' ? 'every resource' : `${spell(first.resource)}, which is all there is`;
      report({
        at: action,
        message: `${held.policy.name} allows ${listOf(group.map(spellAction))} on ${where}, so whoever gets into what acts with it can take away the credentials of others`,
        help: 'put the ARNs of what is needed into Resource',
        label: 'fetches credentials',
        related: besideAction(group[0]),
        subject: held.statement.sid ?? 'credentials',
        ...(owner === undefined ? {} : { about: { owner } }),
      });
    }
  },
});

/** By role-wildcard-action, or by role-wildcard-resource as it is by itself. */
const isReported = ({ action, first: { resource, name } }: Found): boolean =>
  fullServiceOf(action) !== undefined || (scopeOf(resource).breadth !== 'scoped' && name.level === 'write');

/** The actions that answer with credentials. */
const fetchingOf = onceFor(({ ignore }: { readonly ignore: readonly string[] }): Sought => {
  const ignored = ignore.map(matcher);
  const left = new Set<string>(credentialActions.filter((action) => !ignored.some((matches) => matches(action))));
  const services = new Set([...left].map((action) => action.slice(0, action.indexOf(':'))));
  return new Sought(
    ({ service, name }) => left.has(`${service}:${name}`),
    (service) => services.has(service),
  );
});
