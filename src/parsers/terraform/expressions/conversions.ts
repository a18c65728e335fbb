import { scalar } from '../../../template/node.js';
import type { Apply } from './functions.js';
import { followed } from './values.js';

/** A function that makes a scalar of another one; what is not known, or null, stays what it is. */
const ofScalar =
  (change: (value: string | number | boolean) => string | number | boolean | undefined): Apply =>
  ([of], at) => {
    const value = of && followed(of);
    if (value?.is !== 'scalar' || value.value === null) return of;
    const changed = change(value.value);
    if (changed === value.value) return of;
    return changed === undefined ? 'missing' : scalar(changed, at);
  };

const number = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;
const truths: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/** Functions that give what they are given, as another type, by name. */
export const conversions: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ['tobool', ofScalar((value) => truths.get(String(value)))],
  ['tonumber', ofScalar((value) => (number.test(String(value)) ? Number(value) : undefined))],
  ['tostring', ofScalar(String)],
]);
