import type { Report } from '../rules/define.js';
import type { Location } from '../source/source.js';
import { whenOf } from '../values/when.js';
import type { World } from '../values/world.js';
import type { Check, Checked, Subject } from './check.js';
import { WithoutDefaults } from './defaults.js';
import { type Reported, placeOf, withoutEchoes } from './echoes.js';
import { type Finding, type Severity, severities } from './finding.js';
import { fingerprintOf } from './fingerprint.js';
import { misspelt } from './misspelt.js';
import { hiddenPlaces } from './secrets.js';

/** What a check has reported of a subject as findings, each told once, with the worlds in which it holds. */
export function findingsOf(check: Check, subject: Subject, { reported, worlds }: Checked): readonly Finding[] {
  const defaults = new WithoutDefaults((world) => (check.reportsIn(world, subject) ?? []).map(placeOf));
  const certain = withoutEchoes(reported, worlds).filter((each) => isCertain(each, worlds));
  return certain.map((each): Finding => {
    const { severity, rule } = check.active;
    const { report } = each;
    const resource = report.about?.owner ?? subject.owner;
    const about = report.subject ?? ('name' in report.at ? String(report.at.name) : '');
    const route = report.route ?? (subject.kind === 'route' ? subject.name : undefined);
    const when = conditionOf(each, worlds, defaults);
    const secrets = hiddenIn(each.secrets);
    return {
      rule: rule.id,
      severity: report.atMost === undefined ? severity : milder(report.atMost, severity),
      confidence: report.confidence ?? (isDefault(each.worlds, worlds) ? (rule.confidence ?? 'high') : 'medium'),
      message: report.message,
      help: report.help,
      at: report.at.at,
      related: [...relatedOf(report), ...misspelt(report, resource, check.graph)],
      fingerprint: fingerprintOf([rule.id, resource ?? '', route ?? '', about]),
      ...(report.label === undefined ? {} : { label: report.label }),
      ...(resource === undefined ? {} : { resource }),
      ...(route === undefined ? {} : { route }),
      ...(when === '' ? {} : { when }),
      ...(secrets.length === 0 ? {} : { secrets }),
    };
  });
}

/** Whether it does not hang on what nothing tells: all worlds that differ by that alone have it. */
function isCertain({ worlds }: Reported, all: readonly World[]): boolean {
  if (!worlds.every(({ isGuess }) => isGuess)) return true;
  const wordsOf = ({ facts }: World): string => facts.map(({ words }) => words).join(' ');
  const having = new Set(worlds);
  return worlds.some((world) => all.every((other) => having.has(other) || wordsOf(other) !== wordsOf(world)));
}

/** That a rule has thrown something, as a finding of `rule-crashed`. */
export function crashFinding(rule: string, subject: Subject, error: unknown): Finding {
  const words = error instanceof Error ? error.message : String(error);
  return {
    rule: 'rule-crashed',
    severity: 'error',
    confidence: 'high',
    message: `the rule ${rule} crashed here (${words.split('\n')[0] ?? ''}), so that it says nothing about this resource`,
    help: `report it to the authors of ${rule.includes('/') ? 'the rule' : 'lambda-lint'} with this template, or switch the rule off`,
    at: subject.at,
    related: [],
    fingerprint: fingerprintOf(['rule-crashed', rule, subject.owner ?? '']),
    ...(subject.owner === undefined ? {} : { resource: subject.owner }),
  };
}

/** When something holds that is reported in some of all worlds, in words: nothing where it always does. */
function conditionOf({ report, worlds }: Reported, all: readonly World[], defaults: WithoutDefaults): string {
  const [world] = worlds;
  const needed = world === undefined ? [] : defaults.neededFor(placeOf(report), world);
  const kept = needed.map((name) => `${name} keeps its default`);
  const told = whenOf(worlds, all) ?? '';
  return [...kept.filter((words) => !told.split(/ and |, or /).includes(words)), told].filter(Boolean).join(' and ');
}

/** Whether no value beyond a parameter's default is needed for a finding. */
function isDefault(worlds: readonly World[], all: readonly World[]): boolean {
  return worlds.length === all.length || worlds.some(({ facts }) => facts.every(({ is }) => is !== 'value'));
}

function milder(one: Severity, other: Severity): Severity {
  return severities.indexOf(one) > severities.indexOf(other) ? one : other;
}

/** The related places, and where the value that is pointed at comes from if that is elsewhere. */
function relatedOf({ at, related = [] }: Report): Finding['related'] {
  const places = related.map((place) => ({ at: place.at.at, message: place.message }));
  const via = 'via' in at ? (at as { readonly via?: Location }).via : undefined;
  const shown = [at.at, ...places.map((place) => place.at)];
  if (via === undefined || shown.some(({ start, file }) => start === via.start && file === via.file)) return places;
  return [...places, { at: via, message: 'its value comes from here' }];
}

/** Where the secrets that reports are about must not be shown: the same in most worlds. */
function hiddenIn(reports: readonly Report[]): readonly Location[] {
  const placesIn = (report: Report): readonly Location[] => [report.at.at, ...relatedOf(report).map(({ at }) => at)];
  const keyOf = (report: Report): string =>
    [...placesIn(report).map(({ file, start, end }) => `${file.path}:${start}:${end}`), report.secret].join(' ');
  const different = new Map(reports.map((report) => [keyOf(report), report]));
  const [first = [], ...others] = [...different.values()].map((report) =>
    hiddenPlaces(report.secret ?? '', placesIn(report)),
  );
  return others.length === 0 ? first : [...new Set([first, ...others])].flat();
}
