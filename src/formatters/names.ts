/** Every way to print a report, by the name that `--format` takes. */
export const formatNames = ['text', 'json', 'sarif'] as const;

export type FormatName = (typeof formatNames)[number];
