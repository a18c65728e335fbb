import type { Location } from '../../source/source.js';
import { visible } from '../visible.js';
import { whereIs } from '../words.js';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Anybody's text, as text of a page or as the value of a quoted attribute. */
export const escapeHtml = (text: string): string => visible(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

/** `template.yaml:3:5`, as code. */
export const placeHtml = (at: Location): string => `<code>${escapeHtml(whereIs(at))}</code>`;
