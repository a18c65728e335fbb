import { lint } from '../../../lint.js';
import { defineRule, globOf, isImage, layerArn, withSelf, type Text } from '../../../rules/define.js';
import type { SourceFile } from '../../../source/source.js';

/** How many there are that could have something, and how many have each of what they have. */
export interface Usage {
  readonly of: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** What the templates of a repository use already, as the patterns that a configuration would have. */
export interface Survey {
  readonly layers: Usage;
  readonly signing: Usage;
  readonly boundaries: Usage;
  readonly authorizers: Usage;
}

/** Which subjects there are, and what each uses. */
class Tally {
  readonly #uses = new Map<string, Set<string>>();

  add(subject: string, patterns: readonly (string | undefined)[]): void {
    const own = this.#uses.get(subject) ?? new Set();
    this.#uses.set(subject, own);
    for (const pattern of patterns) if (pattern !== undefined) own.add(pattern);
  }

  usage(): Usage {
    const counts = new Map<string, number>();
    for (const own of this.#uses.values()) for (const each of own) counts.set(each, (counts.get(each) ?? 0) + 1);
    return { of: this.#uses.size, counts };
  }
}

/** An ARN as a pattern: what only the deployment knows may be anything; one of which hardly anything is known is none. */
function patternOf(arn: Text): string | undefined {
  const pattern = globOf(arn);
  return /^arn:[^:]+:[a-z]+:.*:[^*]*[A-Za-z][^*]*$/.test(pattern) ? pattern : undefined;
}

/** A layer of any version, in any region. */
const layerPattern = (text: Text | undefined): string | undefined =>
  text === undefined
    ? undefined
    : patternOf(withSelf(text))
        ?.replace(/:(?:\d+|\*)$/, '')
        .replace(/^(arn:[^:]+:lambda):[^:]*:/, '$1:*:');

/** Looks at templates, and never fails over one. */
export function surveyOf(files: readonly SourceFile[], read: (path: string) => string | undefined): Survey {
  const [layers, signing, boundaries, authorizers] = [new Tally(), new Tally(), new Tally(), new Tally()];
  let file = '';
  const known = {
    title: '',
    severity: 'info',
    pillar: 'operations',
    since: '',
    sources: [],
    peers: {},
    options: {},
  } as const;
  const ruleset = [
    defineRule({
      ...known,
      id: 'survey-function',
      on: 'function',
      check(fn) {
        if (isImage(fn) !== false) return;
        const { layers: own, codeSigningConfig: config } = fn;
        const subject = `${file} ${fn.address}`;
        // A layer that the template makes itself is the application's own.
        const external = own.state === 'known' ? own.value.filter(({ state }) => state === 'external') : [];
        layers.add(subject, external.map(layerArn).map(layerPattern));
        signing.add(subject, config.state === 'external' ? [patternOf(config.text)] : []);
      },
    }),
    defineRule({
      ...known,
      id: 'survey-role',
      on: 'role',
      check(role) {
        const { boundary } = role;
        boundaries.add(`${file} ${role.address}`, boundary.state === 'external' ? [patternOf(boundary.text)] : []);
      },
    }),
    defineRule({
      ...known,
      id: 'survey-authorizer',
      on: 'authorizer',
      check({ address, type, functionArn }) {
        if (type.state !== 'known' || type.value !== 'lambda') return;
        authorizers.add(`${file} ${address}`, functionArn.state === 'known' ? [patternOf(functionArn.value)] : []);
      },
    }),
  ];
  for (const each of files) {
    file = each.path;
    lint([each], { ruleset, read, today: new Date(0), inlineSuppressions: false });
  }
  return {
    layers: layers.usage(),
    signing: signing.usage(),
    boundaries: boundaries.usage(),
    authorizers: authorizers.usage(),
  };
}

/** What at least half of those have that could have it, the most frequent first. */
export function usual({ of, counts }: Usage): { readonly pattern: string; readonly count: number }[] {
  return [...counts]
    .map(([pattern, count]) => ({ pattern, count }))
    .filter(({ count }) => count * 2 >= of)
    .sort((a, b) => b.count - a.count || (a.pattern < b.pattern ? -1 : 1));
}
