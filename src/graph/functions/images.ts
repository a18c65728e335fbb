import { literal, get } from '../../template/node.js';
import {
  type Hole,
  type Parts,
  type Text,
  type Verdict,
  globOf,
  matchesAny,
  matchesGlob,
  ownAccount,
  textOf,
} from '../../values/text.js';
import type { Graph } from '../graph.js';
import type { Resource } from '../resource.js';

/** A container image, by what its URI says. */
export interface Image {
  /** Registry and repository, spelled out where a repository of the template stands in their place. */
  readonly repository: Text;
  /** The repository, where the template makes it. */
  readonly made: Resource<'repository'> | undefined;
  /**
   * What tells the image from others of its repository. No tag stands for `latest`, which Docker gives to what is pushed without one;
   * `unknown`: whether there is a tag can't be told.
   */
  readonly by: 'digest' | 'no tag' | 'unknown' | Text;
}

const standardTag = 'latest';

/** The attributes of a repository that hold nothing behind its name: `Ref`, and what the languages call its URI. */
const plainAttributes = new Set([
  '',
  'id',
  'name',
  'RepositoryUri',
  'repository_url',
  'repository_uri',
  'repository_name',
]);

const hole = (name: string): Hole => ({ name, word: true });
const suffix = '${AWS::URLSuffix}';

/** What the URI of an image says. */
export function imageOf(uri: Text, graph: Graph): Image {
  const parts = uri.parts;
  const at = lastIndexOf(parts, '@');
  const named = at === undefined ? parts : before(parts, at);
  const slash = lastIndexOf(named, '/');
  const colon = lastIndexOf(named, ':');
  // A colon before the last slash parts a registry from its port.
  const tagged = colon !== undefined && (slash === undefined || isBehind(colon, slash)) ? colon : undefined;
  const repository = tagged === undefined ? named : before(named, tagged);
  const made = repository.flatMap((part) => repositoryIn(part, graph) ?? [])[0];
  const image = {
    repository: textOf(
      repository.flatMap((part) => spelled(part, graph)),
      uri.at,
    ),
    made,
  };
  if (parts.some((part) => typeof part === 'object' && part.partly === true)) return { ...image, by: 'unknown' };
  if (at !== undefined) return { ...image, by: 'digest' };
  if (tagged !== undefined) return { ...image, by: textOf(behind(named, tagged), uri.at) };
  const name = slash === undefined ? named : behind(named, slash);
  const isPlain = name.every((part) => typeof part === 'string' || part.word === true || isPlainName(part, graph));
  return { ...image, by: isPlain ? 'no tag' : 'unknown' };
}

/** Whether what `by` names may become another image's: a digest never does, all else where the repository lets it. */
export function mayMove({ made, by }: Image, graph: Graph): Verdict {
  if (by === 'digest') return 'no';
  const tag = typeof by === 'object' ? by : by === 'no tag' ? { parts: [standardTag] } : { parts: [hole('a tag')] };
  return made === undefined ? 'yes' : graph.quietly(() => isMutable(made, tag));
}

/** Whether an image is named by the tag that moves on with each push. */
export function isLatest({ by }: Image): Verdict {
  if (typeof by === 'object') return matchesGlob(by, standardTag);
  return by === 'no tag' ? 'yes' : by === 'digest' ? 'no' : 'maybe';
}

function isMutable({ tagMutability: mode, excludedTags }: Resource<'repository'>, tag: Pick<Text, 'parts'>): Verdict {
  if (mode.state !== 'known') return 'maybe';
  const standard = mode.value.startsWith('IMMUTABLE') ? 'no' : 'yes';
  if (!mode.value.endsWith('_WITH_EXCLUSION')) return standard;
  if (excludedTags.state !== 'known') return excludedTags.state === 'absent' ? standard : 'maybe';
  const verdicts = excludedTags.value.map(({ filter }) =>
    filter.state === 'known' ? matchesGlob(tag, globOf(filter.value)) : 'maybe',
  );
  if (verdicts.includes('yes')) return standard === 'no' ? 'yes' : 'no';
  return verdicts.includes('maybe') ? 'maybe' : standard;
}

/**
 * Whether a URI is that of an image on the machine that builds it: as with Docker, what stands before the first slash is a registry only
 * with a dot in it. Packaging puts the URI of what it pushes in its place.
 */
export function isLocalImage({ parts }: Text): boolean {
  const [first] = parts;
  if (typeof first !== 'string') return false;
  const [host = '', ...rest] = first.split('/');
  if (rest.length === 0 && parts.length > 1) return false;
  return rest.length === 0 || !host.includes('.');
}

/** Whether `sam build` has yet to build the image of a function, whose URI it puts in the place of the one that is written. */
export function isYetToBuild({ address }: Resource<'function'>, graph: Graph): boolean {
  const metadata = graph.raw(address)?.attributes.get('Metadata')?.value;
  const has = (key: string): boolean => get(metadata, key) !== undefined;
  // It leaves its mark on what it has built.
  return (has('DockerContext') || has('Dockerfile')) && literal(get(metadata, 'SamResourceId')) === undefined;
}

/** Whether an image is of one of some registries: accounts, registries, or these with a repository behind them. */
export function isFrom({ repository }: Image, registries: readonly string[], graph: Graph): Verdict {
  const own = withSelf(repository, graph.template.accounts);
  const verdicts = registries.map((registry): Verdict => {
    const text = /^self(?:\.|$)/.test(registry) ? own : repository;
    return matchesAny(inDomain(text, registry), globsOf(registry));
  });
  return verdicts.includes('yes') ? 'yes' : verdicts.includes('maybe') ? 'maybe' : 'no';
}

function globsOf(registry: string): readonly string[] {
  if (/^(?:\d{12}|self)$/.test(registry))
    return [`${registry}.dkr.ecr.*/*`, `${registry}.dkr.ecr-fips.*/*`, `${registry}.dkr-ecr.*/*`];
  return registry.includes('/') ? [registry] : [`${registry}/*`];
}

/** With the domain that a registry is written with, as a template that writes it as a pseudo parameter means that of where it goes. */
function inDomain({ parts }: Text, registry: string): Pick<Text, 'parts'> {
  const domain = registry.includes('amazonaws.com.cn') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return { parts: parts.map((part) => (typeof part === 'object' && part.name === suffix ? domain : part)) };
}

/** With `self` for the account that is deployed to. */
function withSelf({ parts, at }: Text, accounts: ReadonlySet<string> = new Set()): Text {
  const [first, ...rest] = parts;
  if (first === undefined) return { parts, at };
  if (typeof first === 'object') return textOf([first.name === ownAccount ? 'self' : first, ...rest], at);
  const account = /^\d{12}(?=\.)/.exec(first)?.[0];
  const own = account !== undefined && accounts.has(account);
  return textOf([own ? first.replace(account, 'self') : first, ...rest], at);
}

function repositoryIn(part: string | Hole, graph: Graph): Resource<'repository'> | undefined {
  if (typeof part === 'string' || part.resource === undefined) return undefined;
  const resource = graph.resource(part.resource.address);
  return resource?.kind === 'repository' ? resource : undefined;
}

const isPlainName = (part: Hole, graph: Graph): boolean =>
  repositoryIn(part, graph) !== undefined && plainAttributes.has(part.resource?.attribute ?? '');

/** A repository of the template lies in the registry of the account and the region that are deployed to. */
function spelled(part: string | Hole, graph: Graph): Parts {
  const made = repositoryIn(part, graph);
  if (made === undefined || typeof part === 'string') return [part];
  const { repositoryName } = made;
  const name: Parts = repositoryName.state === 'known' ? repositoryName.value.parts : [{ name: `\${${made.name}}` }];
  const isUri = /ur[il]$/i.test(part.resource?.attribute ?? '');
  if (!isUri) return name;
  return [hole(ownAccount), '.dkr.ecr.', hole('${AWS::Region}'), '.', hole(suffix), '/', ...name];
}

type Place = readonly [part: number, offset: number];

/** Where a sign stands last in what is written out. */
function lastIndexOf(parts: Parts, sign: string): Place | undefined {
  const part = parts.findLastIndex((each) => typeof each === 'string' && each.includes(sign));
  const found = parts[part];
  return typeof found === 'string' ? [part, found.lastIndexOf(sign)] : undefined;
}

const isBehind = ([part, offset]: Place, [other, start]: Place): boolean =>
  part > other || (part === other && offset > start);

const before = (parts: Parts, [part, offset]: Place): Parts =>
  parts
    .slice(0, part + 1)
    .map((each, index) => (index === part && typeof each === 'string' ? each.slice(0, offset) : each));

const behind = (parts: Parts, [part, offset]: Place): Parts =>
  parts.slice(part).map((each, index) => (index === 0 && typeof each === 'string' ? each.slice(offset + 1) : each));
