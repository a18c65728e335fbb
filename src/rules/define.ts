/**
 * What a rule imports: {@link defineRule}, the types around it (define/rule.ts), its options (define/options.ts), what several say
 * alike (define/unmet.ts), and what it may use of the layers below (define/vocabulary.ts).
 */
import type { SubjectKind } from '../graph/subjects.js';
import type { Options } from './define/options.js';
import type { DeclaredRule, Rule } from './define/rule.js';

export * from './define/options.js';
export * from './define/rule.js';
export * from './define/unmet.js';
export * from './define/vocabulary.js';

const unsaid = { pillar: 'operations', since: '', sources: [], peers: {}, options: {} } as const;

/** Declares a rule; subject and options are inferred from `on` and `options`. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- a rule that declares no options has none
export function defineRule<const K extends SubjectKind, const O extends Options = {}>(
  rule: DeclaredRule<K, O>,
): Rule<K, O> {
  return { ...unsaid, ...rule } as Rule<K, O>;
}
