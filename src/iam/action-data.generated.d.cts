/** Where the table comes from, and the day on which its source was last brought up to date. */
export declare const actionSource: { readonly package: string; readonly version: string; readonly date: string };

/** A service's actions in groups, as src/iam/actions.ts reads them. */
export declare const actionTable: Readonly<Record<string, string>>;
