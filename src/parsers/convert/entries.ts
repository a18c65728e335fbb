import type { SyntaxEntry } from '../../template/syntax.js';
import { include } from './include.js';
import { complain, type Scope, type ScopedEntry } from './scope.js';
import { replaceLoops } from './text.js';
import type { MapSyntax } from '../detect.js';
import { isLoop, loopEntries } from './foreach.js';

/**
 * The entries of a map with its loops unrolled and its includes merged in. AWS does not say whose word counts where both have a key;
 * templates in production give a stand-in beside an include (`paths`, for tools that do not follow it), and it is not what is deployed.
 */
export function expand(map: MapSyntax, scope: Scope): readonly ScopedEntry[] {
  const made = new Map<string, ScopedEntry>();
  for (const entry of map.entries) {
    if (isLoop(entry.key)) addLoop(entry, scope, made);
    else if (entry.key !== 'Fn::Transform') {
      const key = replaceLoops(entry.key, scope);
      made.set(key, { key, at: entry.at, value: entry.value, scope });
    }
  }
  for (const entry of map.entries) {
    if (entry.key === 'Fn::Transform') addIncluded(entry, scope, made);
  }
  return [...made.values()];
}

function addLoop(entry: SyntaxEntry, scope: Scope, made: Map<string, ScopedEntry>): void {
  for (const repeated of loopEntries(entry, scope)) {
    if (made.has(repeated.key)) {
      const help = 'Use the identifier of the loop in the key, so that every pass makes another one';
      complain(scope.stack, repeated.at, `${entry.key} makes ${repeated.key}, which is there already`, help);
    } else made.set(repeated.key, repeated);
  }
}

function addIncluded(entry: SyntaxEntry, scope: Scope, made: Map<string, ScopedEntry>): void {
  const transforms = entry.value.is === 'list' ? entry.value.items : [entry.value];
  for (const transform of transforms) {
    const result = include(transform, scope);
    if (result.is === 'document' && result.root.is === 'map') {
      for (const found of result.scope.entries(result.root)) made.set(found.key, found);
    } else {
      const why = result.is === 'unknown' ? result.why : 'AWS::Include of something that is no map';
      made.set(entry.key, { key: entry.key, at: entry.at, value: entry.value, scope, unknown: why });
    }
  }
}
