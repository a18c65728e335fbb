import { visible } from './visible.js';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text as XML: none of it is markup, and what XML 1.0 cannot hold is shown by something else. */
const escapedXml = (text: string): string =>
  visible(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

/** An element, with either other elements in it or lines of text. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children?: readonly Element[];
  readonly lines?: readonly string[];
}

function written({ name, attributes, children = [], lines = [] }: Element, indent: string): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapedXml(String(value))}"`);
  const head = `${indent}<${name}${pairs.join('')}`;
  if (lines.length > 0) return `${head}>${lines.map(escapedXml).join('\n')}</${name}>\n`;
  if (children.length === 0) return `${head}/>\n`;
  return `${head}>\n${children.map((child) => written(child, `${indent}  `)).join('')}${indent}</${name}>\n`;
}

/** A document of XML. */
export const xml = (root: Element): string => `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`;
