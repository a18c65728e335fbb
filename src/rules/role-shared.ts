import {
  defineRule,
  isNamed,
  isOneOf,
  listOf,
  type Resource,
  roleIdentity,
  spell,
  spellLink,
  tagOf,
} from './define.js';

/** How many other users of a role a finding shows. */
const shown = 5;

/** The first few of some things that are so; the others are not looked at. */
function first<T>(most: number, things: Iterable<T>, isSo: (thing: T) => boolean): T[] {
  const found: T[] = [];
  if (most <= 0) return found;
  for (const thing of things) {
    if (isSo(thing)) found.push(thing);
    if (found.length >= most) break;
  }
  return found;
}

/** The name of a function, if it is written out: no two functions of a Region have the same. */
const ownName = (fn: Resource<'function'>): string | undefined =>
  fn.functionName.state === 'known' && fn.functionName.value.parts.every((part) => typeof part === 'string')
    ? fn.functionName.value.parts.join('')
    : undefined;

/** What one function may do, every function with the same role may do. */
export default defineRule({
  id: 'role-shared',
  title: 'An execution role belongs to one function',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  ],
  peers: { KICS: ['Lambda Functions Without Unique IAM Roles'], 'Serverless Lens': ['SEC2'] },
  options: {
    maxFunctions: {
      type: 'integer',
      minimum: 1,
      default: 1,
      description: 'How many functions may have one role.',
    },
    exemptRoles: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'Roles that may be shared: logical ids, ARNs, or the parameter or export that gives them; `*` matches any text.',
    },
    groupBy: {
      type: 'string',
      default: '',
      description: 'A tag: functions with the same value of it count as one. Empty: each counts.',
    },
  },

  on: 'function',
  check(fn, { options, report, graph, matches, undecided }) {
    const role = graph.quietly(() => fn.role);
    const identity = roleIdentity(role);
    if (role.state === 'absent') return;
    const named = spellLink(role) || 'from one parameter';
    if (role.state === 'known' && isNamed(role.resource, options.exemptRoles)) return;
    if (role.state === 'external' && matches(role.text, options.exemptRoles) !== 'no') return;
    if (role.state === 'unknown' && isOneOf(named, options.exemptRoles)) return;

    const others = identity === undefined ? { before: [], behind: [] } : graph.mayAgree(fn, 'role');
    const own = graph.quietly(() => ownName(fn));
    // Of one name are the copies of one function in several Regions: what is meant for one of them is meant for the others.
    const isCopy = (other: typeof fn): boolean => own !== undefined && graph.quietly(() => ownName(other)) === own;
    const hasIt = (other: typeof fn): boolean =>
      roleIdentity(graph.quietly(() => other.role)) === identity && !isCopy(other);
    // The finding stands at each user too many; those before it are the cause. Without groups it is enough to know a few of them:
    // where each user has a condition of its own, each that is looked at opens worlds.
    const enough = options.groupBy === '' ? Math.max(shown, options.maxFunctions) : Infinity;
    const earlier = first(enough, others.before, hasIt);
    const groups = new Map<string, typeof fn>();
    let group = fn.address;
    for (const each of [...earlier, fn]) {
      const tag = options.groupBy === '' ? undefined : tagOf(each, options.groupBy);
      if (tag?.state === 'unknown') {
        undecided(tag.why, tag);
        return;
      }
      group = tag?.state === 'known' ? `${options.groupBy}=${spell(tag.value)}` : each.address;
      if (each !== fn && !groups.has(group)) groups.set(group, each);
    }
    if (earlier.length > 0) {
      if (groups.has(group) || groups.size < options.maxFunctions) return;
      const users = [...earlier, ...first(shown - earlier.length, others.behind, hasIt)];
      const owners = [...groups.values()].slice(0, options.maxFunctions);
      report({
        at: role,
        message: `${fn.name} has the same role as ${listOf(owners)} (${named}), so each can do what is meant for the other${owners.length > 1 ? 's' : ''}`,
        help: `give ${fn.name} a role of its own`,
        label: `the role of ${listOf(owners)}`,
        related: users.slice(0, shown).map((other) => ({ at: other.role, message: `${other.name} has it, too` })),
        subject: 'role',
      });
      return;
    }

    // Two roles that only the deployment knows may be one.
    if (role.state !== 'unknown') return;
    const all = graph.all('function');
    const isOpen = (each: typeof fn): boolean => graph.quietly(() => each.role).state === 'unknown';
    if (all.slice(0, all.indexOf(fn)).some(isOpen)) undecided(role.why, role);
  },
});
