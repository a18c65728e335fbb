import { localName } from '../../template/template.js';
import { type Text, type Verdict, matchesAny, matchesGlob, ownAccount, textOf, wholeText } from '../../values/text.js';
import type { Link, Resource } from '../resource.js';

/** A layer that an organisation asks for. */
export interface RequiredLayer {
  /** Pattern of its ARN, without a version. */
  readonly arn: string;
  readonly minVersion?: number;
  readonly runtimes?: readonly string[];
  readonly architectures?: readonly string[];
  readonly local?: boolean;
  readonly reason?: string;
}

/** The option by which the rules on layers are told of them. */
export const layerOption = {
  type: 'array',
  default: [],
  description: 'The layers that functions have to include.',
  items: {
    type: 'object',
    required: ['arn'],
    additionalProperties: false,
    properties: {
      arn: {
        type: 'string',
        description:
          'ARN pattern without a version; `*` matches any text, and the account `self` is the one that is deployed to.',
      },
      minVersion: { type: 'integer', minimum: 1, description: 'The lowest version that may be used.' },
      runtimes: {
        type: 'array',
        items: { type: 'string' },
        description: 'Asked of functions with these runtimes only; `*` matches any text.',
      },
      architectures: {
        type: 'array',
        items: { type: 'string', enum: ['x86_64', 'arm64'] },
        description: 'Asked of functions with these architectures only.',
      },
      local: {
        type: 'boolean',
        description: 'Whether a layer of that name that the template makes itself counts, too.',
      },
      reason: { type: 'string', description: 'What the layer is for; it is printed with each finding.' },
    },
  },
} as const;

/** One layer of a function, held against a required one. */
export interface LayerUse {
  readonly link: Link<'layer'>;
  /** Whether it is the required layer, whatever its version. */
  readonly verdict: Verdict;
  /** `new`: this deployment makes the version. */
  readonly version: number | 'new' | undefined;
  /** The layer without its version: equal for two that are versions of one. */
  readonly base: string;
  /** It has the name of the required layer. */
  readonly namesake: boolean;
  /** Why it can't be told whether it is the required one. */
  readonly why: string;
}

/** Holds every layer of a function against a required one. */
export function layerUses(layers: readonly Link<'layer'>[], required: RequiredLayer): readonly LayerUse[] {
  return layers.map((link) => useOf(link, required));
}

function useOf(link: Link<'layer'>, required: RequiredLayer): LayerUse {
  switch (link.state) {
    case 'known': {
      const name = nameOf(link.resource);
      const named = matchesGlob(name, nameGlob(required.arn));
      const verdict = required.local === true || isOwn(accountGlob(required.arn)) ? named : 'no';
      return {
        link,
        verdict,
        version: 'new',
        base: link.identity,
        namesake: named === 'yes',
        why: `the name of ${link.resource.name} is known only at deployment`,
      };
    }
    case 'external':
      return {
        link,
        verdict: matches(link.text, required.arn),
        version: versionOf(link.text),
        base: link.identity.replace(/:\d+$/, ''),
        namesake:
          matchesAny(link.text, [`*:layer:${nameGlob(required.arn)}`, `*:layer:${nameGlob(required.arn)}:*`]) === 'yes',
        why: 'parts of it are known only at deployment',
      };
    case 'unknown':
      return { link, verdict: 'maybe', version: undefined, base: '', namesake: false, why: link.why };
    case 'absent':
      return { link, verdict: 'no', version: undefined, base: '', namesake: false, why: '' };
  }
}

function matches(text: Text, arn: string): Verdict {
  const self = accountGlob(arn) === 'self';
  const glob = self ? arn.replace(':self:', ':*:') : arn;
  const verdict = matchesAny(text, [glob, `${glob}:*`]);
  // An account that is written out may be the one that is deployed to.
  const own = text.parts.some((part) => typeof part === 'object' && part.name === ownAccount);
  return verdict === 'yes' && self && !own ? 'maybe' : verdict;
}

const isOwn = (account: string): boolean => account === 'self' || /^\*+$/.test(account);

/** The account in an ARN pattern: what stands before `:layer:`. */
function accountGlob(arn: string): string {
  const end = arn.lastIndexOf(':layer:');
  return end < 0 ? '' : arn.slice(arn.lastIndexOf(':', end - 1) + 1, end);
}

function nameGlob(arn: string): string {
  const start = arn.lastIndexOf(':layer:');
  return start < 0 ? arn : arn.slice(start + ':layer:'.length).replace(/:(?:\d+|\*)$/, '');
}

/** Without a name of its own a layer gets one that begins with its logical id. */
function nameOf(layer: Resource<'layer'>): Pick<Text, 'parts'> {
  const { layerName } = layer;
  if (layerName.state === 'known') return layerName.value;
  const id = localName(layer.owner);
  return {
    parts: layerName.state === 'absent' ? [id, { name: 'a generated suffix', word: true }] : [{ name: 'a name' }],
  };
}

function versionOf({ parts }: Text): number | undefined {
  const last = parts.at(-1);
  const found = typeof last === 'string' ? /:(\d+)$/.exec(last)?.[1] : undefined;
  return found === undefined ? undefined : Number(found);
}

/** Whether a layer is asked of a function at all: by its runtime and its architecture. */
export function mayApply(required: RequiredLayer, fn: Resource<'function'>): Verdict {
  const { runtimes, architectures } = required;
  const verdicts: Verdict[] = [];
  if (runtimes !== undefined) {
    const { runtime } = fn;
    if (runtime.state === 'unknown') verdicts.push('maybe');
    else verdicts.push(runtime.state === 'known' ? matchesAny({ parts: [runtime.value] }, runtimes) : 'no');
  }
  if (architectures !== undefined) {
    const { architectures: own } = fn;
    if (own.state === 'unknown') verdicts.push('maybe');
    else {
      const names =
        own.state === 'absent'
          ? ['x86_64']
          : own.value.map((each) => (each.state === 'known' ? wholeText(each.value) : undefined));
      if (names.some((name) => name !== undefined && architectures.includes(name))) verdicts.push('yes');
      else verdicts.push(names.includes(undefined) ? 'maybe' : 'no');
    }
  }
  return verdicts.includes('no') ? 'no' : verdicts.includes('maybe') ? 'maybe' : 'yes';
}

/** The ARN of a layer as far as it is known; that of one that the template makes is of the account that is deployed to. */
export function layerArn(link: Link<'layer'>): Text | undefined {
  if (link.state === 'external') return link.text;
  if (link.state !== 'known') return undefined;
  const hole = (name: string) => ({ name, word: true }) as const;
  const own = ['arn:', hole('${AWS::Partition}'), ':lambda:', hole('${AWS::Region}'), ':', hole(ownAccount), ':layer:'];
  return textOf([...own, ...nameOf(link.resource).parts, ':', hole('a version')], link.at);
}

/** The ARN of a layer with `self` for the account that is deployed to. */
export function withSelf({ parts, at }: Text, accounts: ReadonlySet<string> = new Set()): Text {
  const named = (part: string): string =>
    part.replace(/:(\d{12}):layer:/, (whole, account: string) => (accounts.has(account) ? ':self:layer:' : whole));
  return textOf(
    parts.map((part) => (typeof part === 'string' ? named(part) : part.name === ownAccount ? 'self' : part)),
    at,
  );
}
