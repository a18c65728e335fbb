import { type Text, wholeText } from '../values/text.js';
import { actionTable } from './tables.js';
import { hasWildcard, isAllWildcards, matcher } from './wildcards.js';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html */
export type AccessLevel = 'list' | 'read' | 'write' | 'tagging' | 'permissions';

/** An action that AWS documents. */
export interface Action {
  /** The prefix before the colon, in lower case: `dynamodb`, `cognito-idp`. */
  readonly service: string;
  /** As AWS spells it: `GetItem`. */
  readonly name: string;
  readonly level: AccessLevel;
  /** Whether a statement can limit it to resources: it has a resource type, and is not among {@link unscopableInPractice}. */
  readonly scopable: boolean;
}

/** Actions for which AWS lists a resource type and which nevertheless need the star. */
interface Unscopable {
  readonly service: string;
  readonly names: readonly string[];
  readonly reason: string;
  /** The page of AWS that says so. */
  readonly source: string;
}

/** Actions that count as unscopable although AWS lists a resource type for them, and why. */
export const unscopableInPractice: readonly Unscopable[] = [
  {
    service: 'ec2',
    names: [
      'AssignIpv6Addresses',
      'AssignPrivateIpAddresses',
      'CreateNetworkInterface',
      'DeleteNetworkInterface',
      'DetachNetworkInterface',
      'UnassignIpv6Addresses',
      'UnassignPrivateIpAddresses',
    ],
    reason:
      'Lambda makes the network interfaces of a VPC function with the execution role: their ids do not exist before, and a function whose role names other ids may not reach its VPC',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
  },
  {
    service: 'cloudwatch',
    names: ['GetMetricData', 'ListMetrics', 'PutMetricData'],
    reason:
      'a metric has no ARN: only the condition key cloudwatch:namespace limits what is published (the listed type, a data set, is optional)',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html',
  },
  {
    service: 'polly',
    names: ['StartSpeechSynthesisStream', 'StartSpeechSynthesisTask', 'SynthesizeSpeech'],
    reason: 'speech made without a lexicon concerns no resource: the listed type, a lexicon, is optional',
    source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonpolly.html',
  },
  {
    service: 'translate',
    names: ['TranslateDocument', 'TranslateText'],
    reason: 'a translation without a terminology concerns no resource: the listed types are optional',
    source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazontranslate.html',
  },
  {
    service: 'comprehend',
    names: ['DetectEntities'],
    reason: 'the built-in model has no ARN: the listed type, an endpoint of a custom model, is optional',
    source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncomprehend.html',
  },
  {
    service: 'rekognition',
    names: ['DetectModerationLabels', 'StartMediaAnalysisJob'],
    reason: 'the built-in model has no ARN: the listed type, a version of a custom model, is optional',
    source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrekognition.html',
  },
  {
    service: 'ce',
    names: [
      'GetCostAndUsage',
      'GetCostAndUsageComparisons',
      'GetCostAndUsageWithResources',
      'GetCostCategories',
      'GetCostComparisonDrivers',
      'GetCostForecast',
      'GetDimensionValues',
      'GetUsageForecast',
    ],
    reason: 'the costs of the account itself have no ARN: the listed type, a billing view, is optional',
    source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscostexplorerservice.html',
  },
];

const levels: Readonly<Record<string, AccessLevel>> = {
  l: 'list',
  r: 'read',
  w: 'write',
  t: 'tagging',
  p: 'permissions',
};

/** The services whose entry has been read. */
const read = new Map<string, readonly Action[]>();

function parse(service: string, entry: string): Action[] {
  const exempt = new Set(unscopableInPractice.flatMap((one) => (one.service === service ? one.names : [])));
  const actions: Action[] = [];
  for (const group of entry.split(' ')) {
    const code = group.charAt(0);
    const level = levels[code.toLowerCase()];
    if (level === undefined) throw new Error(`the table of actions has a group of unknown level: ${service} ${code}`);
    const hasResources = code !== code.toLowerCase();
    for (const member of group.slice(1).split(';')) {
      const colon = member.indexOf(':');
      const word = colon < 0 ? member : member.slice(0, colon);
      for (const rest of colon < 0 ? [''] : member.slice(colon + 1).split(',')) {
        const name = word + rest;
        actions.push({ service, name, level, scopable: hasResources && !exempt.has(name) });
      }
    }
  }
  return actions;
}

/** Whether a service has actions of a level; its actions need not be read for that. */
export function hasLevel(service: string, level: AccessLevel): boolean {
  const groups = actionTable().row(service)?.split(' ') ?? [];
  return groups.some((group) => levels[group.charAt(0).toLowerCase()] === level);
}

/** The place of an action among those of its service, by which the other tables speak of it. */
export const placeOf = ({ service, name }: Pick<Action, 'service' | 'name'>): number =>
  actionsOf(service)?.findIndex((action) => action.name === name) ?? -1;

/** All actions of a service; `undefined`: the table does not know the service. */
export function actionsOf(service: string): readonly Action[] | undefined {
  const known = read.get(service);
  if (known !== undefined) return known;
  const entry = actionTable().row(service);
  if (entry === undefined) return undefined;
  const actions = parse(service, entry);
  read.set(service, actions);
  return actions;
}

/**
 * The actions that a policy's pattern covers, in the order of service and name, whatever its case: `s3:Get*`, `*:*Object`, `*`.
 * None: the service has no such action. `undefined`: the table knows no such service, or it is no pattern of actions at all
 * (`*` alone needs no colon, all else does), so that nothing can be said. Services are read from the table one by one, when asked for.
 */
export function actionsMatching(pattern: string): readonly Action[] | undefined {
  if (matched.has(pattern)) return matched.get(pattern);
  // A file can hold no end of patterns; some policies of AWS have more than a thousand.
  if (matched.size >= 5000) matched.clear();
  const found = allMatching(pattern);
  matched.set(pattern, found);
  return found;
}

/** What has been asked for: the same patterns stand in many policies. */
const matched = new Map<string, readonly Action[] | undefined>();

function allMatching(pattern: string): readonly Action[] | undefined {
  const colon = pattern.indexOf(':');
  if (colon < 0 && !isAllWildcards(pattern)) return undefined;
  const service = (colon < 0 ? '*' : pattern.slice(0, colon)).toLowerCase();
  const name = colon < 0 ? '*' : pattern.slice(colon + 1);
  const meant = hasWildcard(service) ? actionTable().names.filter(matcher(service)) : [service];
  const found = meant.flatMap((one) => {
    const actions = actionsOf(one);
    return actions === undefined ? [] : [actions];
  });
  if (found.length === 0) return undefined;
  const all = isAllWildcards(name) && !name.includes('?');
  const matches = matcher(name);
  return found.flatMap((actions) => byName(all ? actions : actions.filter((action) => matches(action.name))));
}

const byName = (actions: readonly Action[]): readonly Action[] =>
  actions.length < 2 ? actions : [...actions].sort((one, other) => (one.name < other.name ? -1 : 1));

/**
 * Whether a pattern grants everything, told by its text alone, so that services too new for the table count.
 * `all`: stars, question marks and colons only (`*`, `*:*`). `service`: nothing but wildcards after the colon (`s3:*`, `iam:?*`,
 * `s3*:*`). Neither: a pattern with a literal in the action's name, however much it covers (`sqs:*Message*`, `*:Get*`).
 */
export function isFullService(pattern: string): 'all' | 'service' | undefined {
  if (!pattern.includes('*')) return undefined;
  if (/^[*?:]+$/.test(pattern)) return 'all';
  const colon = pattern.indexOf(':');
  return colon > 0 && isAllWildcards(pattern.slice(colon + 1)) ? 'service' : undefined;
}

/**
 * {@link isFullService} for text with holes. `maybe`: some fillings grant all of a service, others don't (`${Action}`,
 * `s3:${Verb}`); `${Service}:*` does whatever its hole is.
 */
export function fullServiceOf(text: Pick<Text, 'parts'>): 'all' | 'service' | 'maybe' | undefined {
  const literal = wholeText(text);
  if (literal !== undefined) return isFullService(literal);
  const filled = (by: string): string => text.parts.map((part) => (typeof part === 'string' ? part : by)).join('');
  if (isFullService(filled('*')) === undefined) return undefined;
  return isFullService(filled('x')) ?? 'maybe';
}
