import { type Action, actionsMatching, fullServiceOf } from '../iam/actions.js';
import { concerns } from '../iam/concerns.js';
import { narrows } from '../iam/conditions.js';
import { dataReads } from '../iam/data-reads.data.js';
import type { Statement } from '../iam/document.js';
import { arnSegments, fixedIn, scopeOf } from '../iam/resources.js';
import {
  type Text,
  allRolesOption,
  defineRule,
  groupsOf,
  holdingOf,
  isWithin,
  judgedHolders,
  listOf,
  spell,
  whyOpen,
  wholeText,
} from './define.js';

/** An ARN of stars looks like a limit and is none. */
export default defineRule({
  id: 'role-effectively-star-resource',
  title: 'A resource in a policy names something beyond its service and type',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html'],
  peers: { parliament: ['RESOURCE_EFFECTIVELY_STAR'], 'Serverless Lens': ['SEC2'] },
  options: {
    minLiteralSegments: {
      type: 'integer',
      minimum: 1,
      default: 1,
      description:
        'How many parts of an ARN have to be fixed, by text or a value: of region, account and the name, whose type does not count.',
    },
    allRoles: allRolesOption,
  },
  presets: { strict: 'error' },

  on: 'identityPolicy',
  check(policy, { graph, options, report, undecided }) {
    const holders = judgedHolders(policy, graph, options.allRoles);
    if (holders === undefined) return;
    const { document } = policy;
    if (document.state !== 'known') return;

    const { statements, unknowns } = document.value;
    for (const { why, at } of unknowns) undecided(why, { at });
    for (const statement of statements) {
      // What can't be told of a statement may be the condition that narrows it.
      if (statement.effect === 'Deny' || unknowns.some(({ at }) => isWithin(at, statement.at))) continue;
      const wide = (statement.resources ?? []).filter((resource) => isWide(resource, options.minLiteralSegments));
      const open = statement.actions?.find((action) => wholeText(action) === undefined);
      if (wide.length > 0 && open !== undefined) undecided(whyOpen(open), open);
      for (const group of groupsOf(wide, ({ at }) => at)) {
        const [resource] = group;
        if (statement.effect === undefined) {
          undecided("it can't be told whether the statement allows or denies", resource);
          continue;
        }
        const actions = limitable(statement, resource);
        if (actions.length === 0) continue;
        const { place, names } = fixedIn(resource);
        const fixed = place + names;
        const says =
          fixed === 0
            ? 'names nothing but a service and a type, so it is as good as a star'
            : 'leaves most of its parts open, so it may be more than is meant';
        report({
          at: resource,
          message: `${statement.of ?? policy.name} allows ${listOf(actions)} on ${listOf(group.map(spell))}, which ${says}`,
          help: 'put the name of what is needed into the ARN',
          label: fixed === 0 ? 'as good as a star' : 'almost a star',
          related: holdingOf(policy, holders),
          subject: statement.sid ?? spell(resource),
        });
      }
    }
  },
});

function isWide(resource: Text, least: number): boolean {
  // The single star says what it is; it is judged by role-wildcard-resource, or is right.
  if (scopeOf(resource).breadth === 'star') return false;
  const { place, names } = fixedIn(resource);
  return place + names < least;
}

/** The actions of a statement that could be limited; none where other rules report one of them on the same resource. */
function limitable(statement: Statement, resource: Text): readonly string[] {
  const { actions = [], conditions } = statement;
  const isStar = scopeOf(resource).breadth === 'effectively-star';
  const [service] = arnSegments(resource.parts)[2] ?? [];
  if (typeof service === 'object') return [];
  const limited = actions.flatMap((action) => {
    const literal = wholeText(action);
    if (literal === undefined || fullServiceOf(action) !== undefined) return [];
    const covered = (actionsMatching(literal) ?? []).filter(
      (each) =>
        each.scopable &&
        concerns(each, resource) &&
        conditions.every((condition) => narrows(condition, each) === 'not'),
    );
    return covered.length === 0 ? [] : [{ literal, covered }];
  });
  if (isStar && limited.some(({ covered }) => covered.some(isReported))) return [];
  return limited.map(({ literal }) => literal);
}

/** By role-wildcard-resource and role-data-exfiltration, as they are by themselves. */
const isReported = ({ service, name, level }: Action): boolean =>
  level === 'write' || level === 'permissions' || dataReads.some((each) => each === `${service}:${name}`);
