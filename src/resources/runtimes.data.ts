/** The month of which the dates are. AWS moves them now and then, as a rule to a later day. */
export const runtimeDataDate = 'October 2026';

/** What happens to a runtime, and when; a date that AWS has not set is missing. */
export interface RuntimeDates {
  /** AWS patches it no more. */
  readonly deprecated?: string;
  /** Lambda takes no new function with it. */
  readonly blockCreate?: string;
  /** Lambda updates no function with it. */
  readonly blockUpdate?: string;
}

/**
 * The managed runtimes: deprecation, block of creation, block of update.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
const table = `
python3.14       2029-06-30 2029-07-31 2029-08-31
python3.13       2029-06-30 2029-07-31 2029-08-31
python3.12       2028-10-31 2028-11-30 2029-01-10
python3.11       2027-06-30 2027-07-29 2027-08-31
python3.10       2026-10-31 2027-07-29 2027-08-31
python3.9        2025-12-15 2027-07-29 2027-08-31
python3.8        2024-10-14 2027-07-29 2027-08-31
python3.7        2023-12-04 2024-01-09 2027-08-31
python3.6        2022-07-18 2022-07-18 2022-08-29
python2.7        2021-07-15 2021-07-15 2022-05-30
nodejs24.x       2028-04-30 2028-06-01 2028-07-01
nodejs22.x       2027-04-30 2027-06-01 2027-07-01
nodejs20.x       2026-04-30 2027-07-29 2027-08-31
nodejs18.x       2025-09-01 2027-07-29 2027-08-31
nodejs16.x       2024-06-12 2027-07-29 2027-08-31
nodejs14.x       2023-12-04 2024-01-09 2027-08-31
nodejs12.x       2023-03-31 2023-03-31 2023-04-30
nodejs10.x       2021-07-30 2021-07-30 2022-02-14
nodejs8.10       2020-03-06 2020-02-04 2020-03-06
nodejs6.10       2019-08-12 2019-07-12 2019-08-12
nodejs4.3        2020-03-05 2020-02-03 2020-03-05
nodejs4.3-edge   2020-03-05 2019-03-31 2019-04-30
nodejs           2016-08-30 2016-09-30 2016-10-31
java25           2029-06-30 2029-07-31 2029-08-31
java21           2029-06-30 2029-07-31 2029-08-31
java17.al2023    2029-06-30
java11.al2023    2029-06-30
java8.al2023     2029-06-30
java17           2027-06-30 2027-07-29 2027-08-31
java11           2027-06-30 2027-07-29 2027-08-31
java8.al2        2027-06-30 2027-07-29 2027-08-31
java8            2024-01-08 2024-02-08 2027-08-31
dotnet10         2028-11-14 2028-12-14 2029-01-15
dotnet8          2026-11-10 2027-07-29 2027-08-31
dotnet6          2024-12-20 2027-07-29 2027-08-31
dotnetcore3.1    2023-04-03 2023-04-03 2023-05-03
dotnetcore2.1    2022-01-05 2022-01-05 2022-04-13
dotnetcore2.0    2019-05-30 2019-04-30 2019-05-30
dotnetcore1.0    2019-06-27 2019-06-30 2019-07-30
ruby4.0          2029-03-31 2029-04-30 2029-05-31
ruby3.4          2028-03-31 2028-04-30 2028-05-31
ruby3.3          2027-03-31 2027-07-29 2027-08-31
ruby3.2          2026-03-31 2027-07-29 2027-08-31
ruby2.7          2023-12-07 2024-01-09 2027-08-31
ruby2.5          2021-07-30 2021-07-30 2022-03-31
go1.x            2024-01-08 2024-02-08 2027-08-31
provided.al2023  2029-06-30 2029-07-31 2029-08-31
provided.al2     2026-07-31 2027-07-29 2027-08-31
provided         2024-01-08 2024-02-08 2027-08-31
`;

const columns = ['deprecated', 'blockCreate', 'blockUpdate'];

/** Offered as a preview: without dates so far. */
const previews = ['nodejs26.x', 'python3.15'];

/** The dates of a runtime; none where AWS has no such runtime. */
export function datesOf(runtime: string): RuntimeDates | undefined {
  if (previews.includes(runtime)) return {};
  const line = /^\S+$/.test(runtime) ? table.split('\n').find((each) => each.startsWith(`${runtime} `)) : undefined;
  const dates = line?.split(/ +/).slice(1);
  return dates && (Object.fromEntries(dates.map((date, at) => [columns[at], date])) as RuntimeDates);
}

/** The runtime to go to, by how a runtime's name begins: the newest that is no preview. Go has none of its own any more. */
const newest = {
  nodejs: 'nodejs24.x',
  python: 'python3.14',
  java: 'java25',
  dotnet: 'dotnet10',
  ruby: 'ruby4.0',
  go: 'provided.al2023',
  provided: 'provided.al2023',
};

/** The runtime that succeeds one, a preview where there is one and it counts; none where nothing is known of its language. */
export function successorOf(runtime: string, { preview = false } = {}): string | undefined {
  const [family, release] = Object.entries(newest).find(([name]) => runtime.startsWith(name)) ?? [];
  const next = family !== undefined && preview ? previews.find((name) => name.startsWith(family)) : undefined;
  return next ?? release;
}

/** Whether a runtime is an operating system alone, without a language. */
export const isOsOnly = (runtime: string): boolean => runtime.startsWith('provided');
