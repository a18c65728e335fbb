import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Graph } from '../src/graph/graph.js';
import { parse } from '../src/parsers/parse.js';
import type { Template } from '../src/template/template.js';
import type { Location } from '../src/source/source.js';
import { corpora } from './support/corpora.js';
import { hcl } from './support/hcl.js';
import { figuresOf, percent, plansWithSources } from './support/plan-figures.js';

const paths = corpora('terraform-plans').filter((path) => !path.includes('.tf/') && !path.endsWith('index.json'));

const templateOf = (path: string): Template => {
  const { template } = parse({ path, text: readFileSync(path, 'utf8') });
  if (template === undefined) throw new Error(`${path} is no plan`);
  return template;
};

/** The share of some checks whose answer is known, in percent. */
const share = (states: readonly string[]): number =>
  Math.floor((100 * states.filter((state) => state !== 'unknown').length) / states.length);

describe.skipIf(paths.length === 0)('published configurations as plans', () => {
  const templates = paths.map((path) => templateOf(path));
  const graphs = templates.map((template) => new Graph(template));

  test('every resource can be read, and stands somewhere', { timeout: 60_000 }, () => {
    for (const { file, resources } of templates) {
      for (const { at, properties } of resources) {
        const places: Location[] = [at, ...[...properties.entries.values()].map(({ value }) => value.at)];
        const outside = places.filter(({ start, end }) => start <= 0 || end <= start || end > file.text.length);
        expect(outside, file.path).toEqual([]);
      }
    }
  });

  test('the role of nearly every function is found', () => {
    const states = graphs.flatMap((graph) => graph.all('function').map(({ role }) => role.state));
    expect(states.length).toBeGreaterThan(50);
    expect(share(states)).toBeGreaterThanOrEqual(95);
  });

  test('who may take a role is known, and half of what it may do', () => {
    const trusts = graphs.flatMap((graph) => graph.all('role').map(({ trust }) => trust.state));
    expect(share(trusts)).toBeGreaterThanOrEqual(95);
    const policies = graphs.flatMap((graph) =>
      [...graph.all('attachedPolicy'), ...graph.all('managedPolicy')].map(({ document }) => document.state),
    );
    expect(share(policies)).toBeGreaterThanOrEqual(50);
  });
});

describe.skipIf(paths.length === 0)('published plans beside their sources', async () => {
  const { checks, findings, inSource } = figuresOf(plansWithSources(), await hcl());

  test.each([
    'role-shared',
    'role-boundary-required',
    'role-wildcard-action',
    'role-wildcard-resource',
    'api-route-authorizer',
  ])('%s decides nearly all', (rule) => {
    const { all, reasons } = checks.get(rule) ?? { all: 0, reasons: [] };
    expect(all).toBeGreaterThan(10);
    expect(percent(all - reasons.length, all)).toBeGreaterThanOrEqual(95);
  });

  test('nearly all findings point into a .tf file', () => {
    expect(findings.length).toBeGreaterThan(200);
    expect(percent(inSource, findings.length)).toBeGreaterThanOrEqual(95);
  });
});
