import type { PolicyCondition, Statement } from '../../src/iam/document.js';
import type { Held } from '../../src/iam/rights.js';
import { type Hole, type Text, textOf } from '../../src/values/text.js';

const at = { file: { path: '', text: '' }, start: 0, end: 0 };
export const given: Hole = { name: '${Given}' };
export const word: Hole = { name: '${Word}', word: true };

/** A text; `${Given}` and `${Word}` in it are holes. */
export const text = (written: string): Text =>
  textOf(
    written.split(/(\$\{\w+\})/).map((part) => (part === '${Given}' ? given : part === '${Word}' ? word : part)),
    at,
  );
const texts = (written: string | undefined): Text[] | undefined => written?.split(' ').map(text);

/** A statement in words; several actions or resources with spaces between them. */
export interface Written {
  readonly action?: string;
  readonly notAction?: string;
  readonly on?: string;
  readonly notOn?: string;
  /** The key of a condition. */
  readonly when?: string;
  readonly unsure?: string;
}

const condition = (key: string): PolicyCondition => ({ operator: 'StringEquals', key, values: [text('a')], at });

export const held = (effect: Statement['effect'], { action, notAction, on, notOn, when, unsure }: Written): Held => ({
  statement: {
    at,
    sid: undefined,
    effect,
    actions: texts(action),
    notActions: texts(notAction),
    resources: texts(on),
    notResources: texts(notOn),
    principals: undefined,
    notPrincipals: undefined,
    conditions: when === undefined ? [] : [condition(when)],
  },
  policy: { name: 'the policy' },
  ...(unsure === undefined ? {} : { unsure }),
});

export const allow = (written: Written): Held => held('Allow', { on: '*', ...written });

export const deny = (written: Written): Held =>
  held('Deny', written.notOn === undefined ? { on: '*', ...written } : { ...written });
