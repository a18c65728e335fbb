import { fullServiceOf } from '../iam/actions.js';
import { dataReads } from '../iam/data-reads.data.js';
import { type Found, Sought, besideAction, byResource, search, spellAction } from '../iam/granted.js';
import { scopeOf } from '../iam/resources.js';
import { isAllWildcards, matcher } from '../iam/wildcards.js';
import { type Holder, type Report, allRolesOption, defineRule, listOf, onceFor, rightsOf, spell } from './define.js';

/** What code may read, somebody who gets into it may take away. */
export default defineRule({
  id: 'role-data-exfiltration',
  title: 'A role may read only data stores that its policies name',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    'https://docs.aws.amazon.com/wellarchitected/latest/serverless-applications-lens/welcome.html',
  ],
  peers: { checkov: ['CKV_AWS_108', 'CKV_AWS_288'], parliament: ['SENSITIVE_ACCESS'], 'Serverless Lens': ['SEC2'] },
  options: {
    actions: {
      type: 'array',
      items: { type: 'string' },
      default: dataReads,
      description: 'Actions that read data, which no role may have on every resource; `*` matches any text.',
    },
    allRoles: allRolesOption,
  },
  presets: { strict: 'error' },

  on: 'holder',
  check(holder, { graph, options, report, undecided }) {
    const rights = rightsOf(holder, graph, options.allRoles);
    if (rights === undefined) return;
    for (const { why, at } of rights.doubts) undecided(why, { at });

    const { found, doubts } = search(rights, {
      sought: readingOf(options),
      isWide: (resource) => ['star', 'effectively-star'].includes(scopeOf(resource).breadth),
    });
    for (const { why, at } of doubts) undecided(why, at);
    // All of a service is another rule's matter, unless AWS has written it.
    const left = found.filter(
      ({ held, action }) => held.policy.owner === undefined || fullServiceOf(action) !== 'service',
    );
    for (const group of byResource(left)) report(judgement(holder, group));
  },
});

/** What counts as reading data: told for the services that policies name, one by one. */
const readingOf = onceFor(({ actions }: { readonly actions: readonly string[] }): Sought => {
  const byService = new Map<string, readonly ((action: string) => boolean)[]>();
  const matchersOf = (service: string): readonly ((action: string) => boolean)[] => {
    const own = (pattern: string): boolean => {
      const colon = pattern.indexOf(':');
      return colon < 0 ? isAllWildcards(pattern) : matcher(pattern.slice(0, colon))(service);
    };
    const matchers = byService.get(service) ?? actions.filter(own).map(matcher);
    byService.set(service, matchers);
    return matchers;
  };
  return new Sought(
    ({ service, name }) => matchersOf(service).some((matches) => matches(`${service}:${name}`)),
    (service) => matchersOf(service).length > 0,
  );
});

function judgement({ name, of }: Holder, group: readonly [Found, ...Found[]]): Report {
  const [{ held, action, first }] = group;
  const { policy } = held;
  const actions = listOf([...new Set(group.map(spellAction))]);
  const where = spell(first.resource) === '*' ? 'every resource' : `${spell(first.resource)}, which is all there is`;
  const isForeign = policy.owner === undefined;
  const who = isForeign ? `${name} has ${policy.name}, which` : policy.name;
  const help =
    held.statement.of === undefined
      ? 'put the ARNs of the data that is needed into Resource'
      : 'give the policy template the name of one resource';
  return {
    at: action,
    message: `${who} allows ${actions} on ${where}, so whoever gets into what acts with it can take away the data of others`,
    help: isForeign ? `replace ${policy.name} by a policy for the data that is needed` : help,
    label: 'reads all there is',
    related: besideAction(group[0]),
    subject: isForeign ? policy.name : (held.statement.sid ?? 'data'),
    ...(policy.owner === undefined || of.kind === 'identityPolicy' ? {} : { about: { owner: policy.owner } }),
  };
}
