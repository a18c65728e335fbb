/**
 * Generated templates of any size, that `npm run bench` sees grow: each of what there may be many of in a template, and above all what
 * many have in common, where each of many might be asked about all others.
 */
import { functions } from './functions.js';
import { routes } from './routes.js';
import { values } from './values.js';

export const shapes = [...functions, ...routes, ...values];
