/** The first finding that is printed, without its place; `''` where there is none. */
export const firstMessage = (printed: string): string => printed.split('\n')[0]?.replace(/^\S+ /, '') ?? '';
