/** A day as `YYYY-MM-DD`, in UTC. Date's own toISOString sets up time zones first, which takes as long as a rule does. */
export function dayOf(date: Date): string {
  const parts = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return parts.map((part, at) => String(part).padStart(at === 0 ? 4 : 2, '0')).join('-');
}

const length = 24 * 60 * 60 * 1000;

/** Days from one day to another, which is written `YYYY-MM-DD`; `undefined` where that is no day. */
export function daysUntil(written: string, today: Date): number | undefined {
  const then = /^\d{4}-\d\d-\d\d$/.test(written) ? new Date(written) : undefined;
  if (then === undefined || Number.isNaN(then.getTime()) || dayOf(then) !== written) return undefined;
  return (then.getTime() - Date.parse(dayOf(today))) / length;
}
