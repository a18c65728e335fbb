/** Every way to print a report, by the name that `--format` takes. */
export const formatNames = [
  'text',
  'agent',
  'json',
  'sarif',
  'gitlab',
  'junit',
  'checkstyle',
  'github',
  'markdown',
] as const;

export type FormatName = (typeof formatNames)[number];
