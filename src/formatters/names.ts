/** Every way to print a report, by the name that `--format` takes. */
export const formatNames = [
  'text',
  'agent',
  'json',
  'sarif',
  'gitlab',
  'junit',
  'checkstyle',
  'html',
  'github',
  'markdown',
] as const;

export type FormatName = (typeof formatNames)[number];

/** Every way to draw a graph, by the name that `graph --format` takes; the first is what it does unasked. */
export const graphFormatNames = ['mermaid', 'dot', 'json', 'html'] as const;

export type GraphFormatName = (typeof graphFormatNames)[number];
