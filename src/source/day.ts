const length = 24 * 60 * 60 * 1000;

/** Days from one day to another, which is written `YYYY-MM-DD`; `undefined` where that is no day. */
export function daysUntil(written: string, today: Date): number | undefined {
  const then = /^\d{4}-\d\d-\d\d$/.test(written) ? new Date(written) : undefined;
  if (then === undefined || Number.isNaN(then.getTime()) || !then.toISOString().startsWith(written)) return undefined;
  return (then.getTime() - Date.parse(today.toISOString().slice(0, 10))) / length;
}
