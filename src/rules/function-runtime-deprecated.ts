import {
  type RuntimeDates,
  datesOf,
  dayOf,
  defineRule,
  deprecationNotice,
  isImage,
  isOsOnly,
  runtimeDataDate,
  successorOf,
} from './define.js';

const day = { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' } as const;

/** A runtime without patches is as weak as its oldest hole; later Lambda refuses to create functions with it, then to update them. */
export default defineRule({
  id: 'function-runtime-deprecated',
  title: 'A function runs on a runtime that AWS still supports',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html'],
  peers: {
    checkov: ['CKV_AWS_363'],
    'serverless-rules': ['aws_lambda_function_eol_runtime'],
    'cfn-lint': ['W2531', 'E2531', 'E2533'],
    'Security Hub': ['Lambda.2'],
    'Serverless Lens': ['SEC3', 'OPS2'],
  },
  options: {
    warnDays: {
      type: 'integer',
      minimum: 0,
      default: deprecationNotice,
      description: 'From how many days before its deprecation on a runtime is pointed out, at info.',
    },
    asOf: {
      type: 'string',
      pattern: '^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?$',
      default: '',
      description: 'The day for which runtimes are judged, as `2027-01-31`; empty: the day of the run.',
    },
    overrides: {
      type: 'array',
      default: [],
      description:
        'Dates that count in place of those of AWS: an extension of your own, or a day by which your teams must have moved.',
      items: {
        type: 'object',
        required: ['runtime'],
        additionalProperties: false,
        properties: {
          runtime: { type: 'string', description: 'The identifier: `python3.9`.' },
          deprecated: { ...day, description: 'The day from which on it is no longer patched.' },
          blockCreate: { ...day, description: 'The day from which on no function can be created with it.' },
          blockUpdate: { ...day, description: 'The day from which on no function with it can be updated.' },
        },
      },
    },
  },

  on: 'function',
  check(fn, { options, report, today, undecided }) {
    if (isImage(fn) !== false) return;
    const { runtime } = fn;
    if (runtime.state !== 'known') return;
    const name = runtime.value;
    const own = options.overrides.find((each) => each.runtime === name);
    const known = datesOf(name);
    if (known === undefined && own === undefined) {
      undecided(`${name} is not among the runtimes that AWS listed in ${runtimeDataDate}`, runtime);
      return;
    }

    const now = options.asOf === '' ? dayOf(today) : options.asOf;
    const dates: RuntimeDates = { ...known, ...own };
    const { deprecated, blockCreate } = dates;
    const isPast = (date: string | undefined): boolean => date !== undefined && date <= now;
    const isBlocked = isPast(blockCreate) || isPast(dates.blockUpdate);
    const isNear = deprecated !== undefined && deprecated <= daysAfter(now, options.warnDays);
    if (!isBlocked && !isPast(deprecated) && !isNear) return;

    const successor = successorOf(name);
    report({
      at: runtime,
      message: `${fn.name} runs on ${name}, ${fateOf(dates, now)}`,
      help:
        successor === undefined || successor === name
          ? `move ${fn.name} to a runtime that AWS supports`
          : `set ${runtime.name} to ${successor}${isOsOnly(successor) && !isOsOnly(name) ? ', and bring a bootstrap executable' : ''}`,
      label: isBlocked ? 'blocked' : isPast(deprecated) ? 'deprecated' : `deprecated from ${String(deprecated)} on`,
      ...(isBlocked ? {} : { atMost: isPast(deprecated) ? ('warning' as const) : ('info' as const) }),
    });
  },
});

function daysAfter(date: string, days: number): string {
  const later = new Date(`${date}T00:00:00Z`);
  later.setUTCDate(later.getUTCDate() + days);
  return dayOf(later);
}

/** What has happened to a runtime, and what is to come. */
function fateOf({ deprecated, blockCreate, blockUpdate }: RuntimeDates, now: string): string {
  const isPast = (date: string): boolean => date <= now;
  const since = (date: string): string => (isPast(date) ? `since ${date}` : `from ${date} on`);
  const refusals = [
    ...(blockCreate === undefined
      ? []
      : [{ date: blockCreate, was: 'created no function with it', will: 'create no function with it' }]),
    ...(blockUpdate === undefined ? [] : [{ date: blockUpdate, was: 'updated none', will: 'update none' }]),
  ].map(({ date, was, will }) => `${isPast(date) ? `has ${was}` : `will ${will}`} ${since(date)}`);
  return [
    ...(deprecated === undefined ? [] : [`unpatched ${since(deprecated)}`]),
    ...(refusals.length === 0 ? [] : [`Lambda ${refusals.join(' and ')}`]),
  ].join('; ');
}
