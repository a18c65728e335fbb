import { anyVerdict } from '../../iam/patterns.js';
import { isTerraform } from '../../resources/spelling.js';
import { addTo } from '../../source/groups.js';
import { localName } from '../../template/template.js';
import {
  type Hole,
  type Parts,
  type Text,
  type Verdict,
  globOf,
  holeName,
  identityOf,
  matchesGlob,
  printText,
  standingFor,
  textOf,
  wholeText,
} from '../../values/text.js';
import type { Graph } from '../graph.js';
import { here } from '../phrases.js';
import type { Resource, Spot } from '../resource.js';
import { generatedName } from '../rights/names.js';
import { edgeServices } from './edge.js';

/** Where a function's logs go. */
export type LogTarget =
  | { readonly is: 'declared'; readonly groups: readonly Resource<'logGroup'>[] }
  /** Lambda makes it with the first line that is logged. */
  | { readonly is: 'made'; readonly name: string }
  | { readonly is: 'unknown'; readonly why: string; readonly at: Spot };

const prefix = '/aws/lambda/';
/** Where CloudFront runs a function; tests still run it where it is. */
const edgePrefix = '/aws/lambda/us-east-1.';

/**
 * The log groups of the template that a function writes to: the one that it names, or that of its own name.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-functions-logs.html
 */
export function logTargetOf(fn: Resource<'function'>, graph: Graph): LogTarget {
  return graph.quietly(() => {
    const named = fn.logGroup;
    if (named.state === 'known') return { is: 'declared', groups: [named.resource] };
    if (named.state === 'unknown') return { is: 'unknown', why: named.why, at: named };
    const given = named.state === 'external' && named.text.parts.length > 0 ? named.text : undefined;
    const prefixes = prefixesOf(fn, graph);
    const groups = near(fn, prefixes, graph).map((group) => {
      const { groupName } = group;
      if (groupName.state === 'absent') return { group, verdict: 'no' as const };
      if (groupName.state === 'unknown') {
        const isMadeUp = given === undefined && fn.functionName.state === 'absent';
        return { group, verdict: isMadeUp ? ('no' as const) : ('maybe' as const) };
      }
      const verdict = given === undefined ? isOwn(groupName.value, fn, prefixes) : equal(groupName.value, given);
      return { group, verdict };
    });
    const there = groups.filter(({ group, verdict }) => verdict !== 'no' && graph.exists(group));
    const certain = there.filter(({ verdict }) => verdict === 'yes').map(({ group }) => group);
    if (certain.length > 0) {
      const beside = certain.filter(({ providerConfig }) => providerConfig === fn.providerConfig);
      return { is: 'declared', groups: beside.length > 0 ? beside : certain };
    }
    const [open] = there;
    if (open !== undefined) {
      const why = `it can't be told whether ${open.group.name} is the log group of ${fn.name}`;
      return { is: 'unknown', why, at: open.group.groupName };
    }
    if (given !== undefined) {
      return { is: 'unknown', why: `the log group ${printText(given)} is not declared in ${here(fn)}`, at: named };
    }
    return { is: 'made', name: `${prefixes[0] ?? prefix}${nameOf(fn)}` };
  });
}

/**
 * What the log group may be called that a function writes to, and texts about it with that name in place of references to either, so that
 * the two can be compared.
 */
export function logGroupNames(
  fn: Resource<'function'>,
  target: LogTarget,
  graph: Graph,
): { readonly names: readonly Text[]; readonly spelled: (text: Text) => Text } {
  return graph.quietly(() => {
    const { functionName, logGroup, address, at } = fn;
    const own = functionName.state === 'known' ? functionName.value : generatedName(fn, graph);
    const ofGroup = new Map<string, Text>();
    const spelled = (text: Text): Text =>
      textOf(
        text.parts.flatMap((part): Parts => {
          if (typeof part === 'string' || part.resource === undefined) return [part];
          if (isNameOf(part, address)) return standingFor(part, own.parts, text);
          const group = ofGroup.get(part.resource.address);
          if (group === undefined) return [part];
          if (!isArn(part)) return standingFor(part, group.parts, text);
          // AWS's ends in `:*`; one provider of Terraform cuts that off.
          const end = graph.resource(part.resource.address)?.language === 'terraform' ? [] : [':*'];
          return standingFor(part, ['arn:aws:logs:::log-group:', ...group.parts, ...end], text);
        }),
        text.at,
      );
    if (target.is === 'declared') {
      const names = target.groups.map(({ groupName, name, ...group }) => {
        const made = textOf([{ name: `\${${name}}`, resource: { address: group.address, attribute: '' } }], at);
        const text = groupName.state === 'known' ? spelled(groupName.value) : made;
        ofGroup.set(group.address, text);
        return text;
      });
      return { names, spelled };
    }
    if (logGroup.state === 'external' && logGroup.text.parts.length > 0)
      return { names: [spelled(logGroup.text)], spelled };
    if (logGroup.state === 'unknown') return { names: [textOf([{ name: logGroup.name }], at)], spelled };
    return { names: prefixesOf(fn, graph).map((each) => textOf([each, ...own.parts], at)), spelled };
  });
}

/** How the names begin of the groups that Lambda makes for a function, the likelier one first. */
function prefixesOf(fn: Resource<'function'>, graph: Graph): readonly string[] {
  const [edge] = edgeServices(fn, graph);
  if (edge === undefined) return [prefix];
  return edge.open === undefined ? [edgePrefix, prefix] : [prefix, edgePrefix];
}

/** Whether some function writes to a log group, deployed beside it or not; where that can't be told it is nobody's. */
export function isOfFunction(group: Resource<'logGroup'>, graph: Graph): boolean {
  const named = [...graph.mentioned(group.address)].flatMap((address) => {
    const resource = graph.resource(address);
    return resource?.kind === 'function' ? resource : [];
  });
  return [...named, ...graph.naming('function', group)].some((fn) => {
    const target = logTargetOf(fn, graph);
    return target.is === 'declared' && target.groups.some(({ address }) => address === group.address);
  });
}

/** The log groups that may be a function's: a cheap sieve. A name with holes may meet any other. */
function near(fn: Resource<'function'>, prefixes: readonly string[], graph: Graph): readonly Resource<'logGroup'>[] {
  const { functionName, logGroup } = fn;
  if (logGroup.state !== 'absent') return graph.all('logGroup');
  const { byName, others } = graph.once(groupsByName);
  if (functionName.state === 'absent') {
    return others.flatMap(({ group }) => (graph.mentioned(group.address).has(fn.address) ? group : []));
  }
  const after = [fn.address, ...graph.names.referredIn(fn)];
  const own = others.filter(
    ({ group, resources }) =>
      resources.size === 0 || after.some((each) => resources.has(each)) || group.groupName.state === 'unknown',
  );
  const name = functionName.state === 'known' ? wholeText(functionName.value) : undefined;
  const literal =
    name === undefined ? [...byName.values()].flat() : prefixes.flatMap((each) => byName.get(each + name) ?? []);
  return [...literal, ...own.map(({ group }) => group)];
}

/** Log groups by their names, and those whose names are put together. */
function groupsByName(graph: Graph) {
  const byName = new Map<string, Resource<'logGroup'>[]>();
  const others: NamedAfter[] = [];
  for (const group of graph.all('logGroup')) {
    const literal = graph.names.of(group);
    if (literal === undefined) others.push({ group, resources: graph.names.referredIn(group) });
    else addTo(byName, literal, group);
  }
  return { byName, others };
}

/** A log group, and the resources whose attributes its name is made of: where it is known, what is named after none of them has another. */
interface NamedAfter {
  readonly group: Resource<'logGroup'>;
  readonly resources: ReadonlySet<string>;
}

/** As a template spells it; a name that is worked out of what nobody knows has no spelling of its own, but the function has. */
function nameOf({ functionName, address }: Resource<'function'>): string {
  const isSpelled = (part: string | Hole): boolean => typeof part === 'string' || !part.name.includes(' ');
  if (functionName.state === 'known' && functionName.value.parts.every(isSpelled)) return printText(functionName.value);
  return `\${${localName(address)}}`;
}

/** Whether a name is that of the group which Lambda gives a function by itself. */
function isOwn(name: Text, fn: Resource<'function'>, prefixes: readonly string[]): Verdict {
  const { functionName, address, language } = fn;
  const [first, second] = name.parts;
  if (name.parts.length === 2 && prefixes.some((each) => first === each) && isNameOf(second, address)) return 'yes';
  // A name that Lambda makes up can't be spelled out beforehand; one that is given at deployment can.
  if (functionName.state === 'absent') return 'no';
  // Of a text that waits for the apply, a plan keeps no more than what is in it.
  if (isTerraform(language) && isLike(name, fn)) return 'maybe';
  const own = functionName.state === 'known' ? functionName.value.parts : [{ name: holeName(functionName.key ?? '') }];
  return anyVerdict(prefixes.map((each) => equal(name, textOf([each, ...own], name.at))));
}

/** Whether a text is nothing but what a function's name is made of, or the function itself. */
function isLike(name: Text, { functionName, address }: Resource<'function'>): boolean {
  const [only] = name.parts;
  if (name.parts.length !== 1 || typeof only === 'string') return false;
  return (
    isNameOf(only, address) || (functionName.state === 'known' && identityOf(name) === identityOf(functionName.value))
  );
}

/** Whether a hole stands for a function's name; an ARN is none. */
const isNameOf = (part: string | Hole | undefined, address: string): boolean =>
  typeof part === 'object' && part.resource?.address === address && !isArn(part);

const isArn = ({ resource }: Hole): boolean => resource !== undefined && /arn$/i.test(resource.attribute);

function equal(one: Text, other: Text): Verdict {
  if (identityOf(one) === identityOf(other)) return 'yes';
  if (one.parts.some((part) => typeof part !== 'string' && part.resource !== undefined)) return 'no';
  return matchesGlob(one, globOf(other)) === 'no' ? 'no' : 'maybe';
}
