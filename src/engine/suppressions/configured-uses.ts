import { Graph } from '../../graph/graph.js';
import { hasEnded } from '../../graph/suppression.js';
import type { Location } from '../../source/source.js';
import { emptyTemplate } from '../../template/template.js';
import { unusedFault } from './apply.js';
import { type ConfiguredSuppression, silenceOf } from './configured.js';
import type { Finding } from '../finding.js';
import type { ActiveRule } from '../active.js';
import { judgeSuppressions } from './suppress.js';

/** A suppression of the configuration that is for some of the files: the first one's path, and whether it is needed. */
interface Use {
  readonly suppression: ConfiguredSuppression;
  readonly path: string;
  used: boolean;
}

/** What is known of a run when the suppressions of its configuration are judged. */
export interface ConfiguredContext {
  /** The rules that are on for a file. */
  readonly active: (path: string) => readonly ActiveRule[];
  readonly today: Date;
  /** Whether the files are all that a suppression may be for; missing: never. */
  readonly isWhole?: ((suppression: ConfiguredSuppression) => boolean) | undefined;
}

/** The suppressions of the configuration over all files of a run: one that a single file needs is not needless. */
export class ConfiguredUses {
  /** By where they are written: several files have the same ones. */
  readonly #uses = new Map<string, Use>();

  /**
   * Notes which suppressions are for a file.
   *
   * @param files the file, and those that belong to it
   * @param used those of the suppressions that silence something there
   */
  note(
    path: string,
    files: readonly { readonly path: string }[],
    suppressions: readonly ConfiguredSuppression[],
    used: readonly ConfiguredSuppression[],
  ): void {
    for (const suppression of suppressions) {
      const key = keyOf(suppression.at);
      const use = this.#uses.get(key) ?? { suppression, path, used: false };
      use.used ||= used.includes(suppression);
      if (use.used || files.some((file) => suppression.covers(file.path))) this.#uses.set(key, use);
    }
  }

  /** What the rules about suppressions find in the configuration. */
  judge({ active: activeFor, today, isWhole }: ConfiguredContext): readonly Finding[] {
    return [...this.#uses.values()].flatMap(({ suppression, path, used }) => {
      const active = activeFor(path);
      const { rules } = suppression;
      const isNeeded =
        used ||
        hasEnded(suppression, today) ||
        isWhole?.(suppression) !== true ||
        rules?.every((id) => !active.some(({ rule }) => rule.id === id)) === true;
      const silence = silenceOf(suppression);
      const judged = isNeeded ? silence : { ...silence, fault: unusedFault(silence.rule) };
      return judgeSuppressions(new Graph(emptyTemplate(suppression.at.file)), [judged], active, today);
    });
  }
}

const keyOf = ({ file, start }: Location): string => `${String(start)} ${file.path}`;
