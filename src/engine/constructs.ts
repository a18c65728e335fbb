import { addTo } from '../source/groups.js';
import type { Location, SourceFile } from '../source/source.js';
import { get, literal } from '../template/node.js';
import { localName, type RawResource, type Template } from '../template/template.js';
import type { Finding, Place, Undecided } from './finding.js';
import { hiddenPlaces } from './secrets.js';

/** What made a resource of a template that nobody wrote by hand: a construct of the CDK. */
export interface Construct {
  /** Its path in the tree of constructs: `Orders/List/Resource`. */
  readonly path: string;
  /** The calls in its user's code that led to it, the innermost first, as far as their files can be read. */
  readonly calls: readonly Location[];
  /** Where the innermost is, in words, whether or not it can be read: `/app/lib/orders.ts:12`. */
  readonly made?: string;
}

/**
 * Tells which construct made a resource.
 *
 * @param template the path of the template
 * @param id the resource's logical id in it
 * @param path the path of the construct, if the template tells it
 */
export type ConstructOf = (template: string, id: string, path: string | undefined) => Construct | undefined;

interface Made {
  readonly id: string;
  readonly address: string;
  /** From the logical id to the end of all that is written of the resource. */
  readonly at: Location;
  readonly end: number;
  readonly construct: Construct;
}

/** The code behind a template: leads from places in it to the lines that made what stands there. */
export class Sources {
  readonly #made: ReadonlyMap<SourceFile, readonly Made[]>;
  readonly #byAddress = new Map<string, Made>();
  /** The user's files that it was made from. */
  readonly files: ReadonlySet<SourceFile>;
  /** The addresses of resources that constructs made. */
  readonly addresses: readonly string[];

  /**
   * The code behind a template, as far as its own Metadata and what is noted beside it tell; `undefined`: no construct made any of it.
   */
  static of(template: Template, constructOf?: ConstructOf): Sources | undefined {
    const sources = new Sources(template, constructOf);
    return sources.addresses.length === 0 ? undefined : sources;
  }

  private constructor({ resources }: Template, constructOf?: ConstructOf) {
    const found = new Map<SourceFile, Made[]>();
    for (const resource of resources) {
      const made = madeBy(resource, constructOf);
      if (made === undefined || this.#byAddress.has(made.address)) continue;
      this.#byAddress.set(made.address, made);
      addTo(found, made.at.file, made);
    }
    this.#made = found;
    const all = [...this.#byAddress.values()];
    this.files = new Set(all.flatMap(({ construct }) => construct.calls.map(({ file }) => file)));
    this.addresses = all.map(({ address }) => address);
  }

  /** The calls that led to a resource. */
  heads(address: string): readonly Location[] {
    return this.#byAddress.get(address)?.construct.calls ?? [];
  }

  /** A finding at the line that made what it is about, and where that is in the template. */
  place(finding: Finding): Finding {
    const made = this.#around(finding.at);
    if (made === undefined) return finding;
    const { id, construct } = made;
    const [call] = construct.calls;
    if (call === undefined) {
      const where = construct.made === undefined ? '' : `, at ${construct.made}`;
      const message = `${id} is made by the construct ${construct.path}${where}`;
      return { ...finding, related: [...finding.related, { at: made.at, message }] };
    }
    const inTemplate = { at: finding.at, message: `${id} in the template, made by the construct ${construct.path}` };
    const related = [...finding.related.map((place) => this.#related(place, call)), inTemplate];
    const secrets = finding.secrets?.flatMap((secret) => hiddenPlaces(textOf(secret), [call])) ?? [];
    return {
      ...finding,
      at: call,
      related,
      ...(finding.secrets !== undefined && { secrets: [...finding.secrets, ...secrets] }),
    };
  }

  undecided(undecided: Undecided): Undecided {
    const call = this.#around(undecided.at)?.construct.calls[0];
    return call === undefined ? undecided : { ...undecided, at: call };
  }

  /** What is made by the same line is told apart in the template only. */
  #related(place: Place, primary: Location): Place {
    const call = this.#around(place.at)?.construct.calls[0];
    if (call === undefined || (call.file === primary.file && call.start === primary.start)) return place;
    return { ...place, at: call };
  }

  #around({ file, start }: Location): Made | undefined {
    return this.#made.get(file)?.find((made) => made.at.start <= start && start < made.end);
  }
}

function madeBy(resource: RawResource, constructOf?: ConstructOf): Made | undefined {
  const { at, attributes, properties } = resource;
  const address = resource.origin?.address ?? resource.address;
  const id = localName(address);
  const path = literal(get(attributes.get('Metadata')?.value, 'aws:cdk:path'));
  const construct = constructOf?.(at.file.path, id, path) ?? (path ? { path, calls: [] } : undefined);
  if (construct === undefined) return undefined;
  const values = [properties.at, ...[...attributes.values()].map(({ value }) => value.at)];
  const ends = values.flatMap((value) => (value.file === at.file ? [value.end] : []));
  return { id, address, at, end: Math.max(at.end, ...ends), construct };
}

/** A secret as it stands in the template, without what JSON puts around it and before its quotes. */
function textOf({ file, start, end }: Location): string {
  const written = file.text.slice(start, end);
  try {
    return String(JSON.parse(written.startsWith('"') ? written : `"${written}"`));
  } catch {
    return written;
  }
}
