import { expect, test } from 'vitest';
import { apis } from '../../test/dictionary/apis.js';
import { events } from '../../test/dictionary/events.js';
import { functions } from '../../test/dictionary/functions.js';
import { graphql } from '../../test/dictionary/graphql.js';
import { iam } from '../../test/dictionary/iam.js';
import { invocation } from '../../test/dictionary/invocation.js';
import { network } from '../../test/dictionary/network.js';
import { stages } from '../../test/dictionary/stages.js';
import { type Properties, targets } from '../../test/support/dictionary.js';
import { plan, type Arguments } from '../../test/support/plan.js';
import { Graph } from '../graph/graph.js';
import { parse } from '../parsers/parse.js';
import { printText, type Text } from '../values/text.js';
import { get, type Node } from '../template/node.js';
import { type Kind, kinds } from './index.js';
import type { Definition } from './define.js';

const rows = [...functions, ...invocation, ...iam, ...apis, ...graphql, ...stages, ...events, ...network];

const first = (type: string | readonly string[] | undefined): string => [type ?? ''].flat()[0] ?? '';
const isPair = (how: object): how is readonly [type: string, properties: Properties | Arguments] => Array.isArray(how);

/** A template with the resource `It` and one of each kind that it may lead to. */
function template(type: string, properties: Properties): Graph {
  const others = Object.entries(targets).map(([kind, [target]]) => [`${kind}Target`, { Type: target }] as const);
  const isSam = type.startsWith('AWS::Serverless::');
  const text = JSON.stringify({
    ...(isSam ? { Transform: 'AWS::Serverless-2016-10-31' } : {}),
    Resources: { It: { Type: type, Properties: properties }, ...Object.fromEntries(others) },
  });
  return graphOf('template.json', text);
}

function planned(type: string, args: Arguments): Graph {
  const others = Object.values(targets).map(([, target]) => [`${target}.target`, {}] as const);
  return graphOf(
    'plan.json',
    plan({ [`${type}.it`]: args, ...Object.fromEntries(others), 'aws_iam_group.target': {} }),
  );
}

function graphOf(path: string, text: string): Graph {
  const { template: found } = parse({ path, text });
  if (found === undefined) throw new Error('no template');
  return new Graph(found);
}

function read(graph: Graph, fact: string): string {
  const [kind = '', field = ''] = fact.split('.');
  const all = graph.all(kind as Kind).filter(({ address }) => !/Target$|\.target$/.test(address));
  // Otherwise what SAM makes of it.
  const resource = all.find(({ address }) => address === 'It' || address.endsWith('.it')) ?? all[0];
  const { fields }: Definition = kinds[kind as Kind];
  const type = fields[field];
  const inner = type?.field === 'records' ? Object.keys(type.fields) : [];
  return print((resource as unknown as Readonly<Record<string, unknown>>)[field], inner);
}

/** A fact on one line, alike in all languages; `inner` are the facts of each of its blocks. */
function print(fact: unknown, inner: readonly string[] = []): string {
  if (typeof fact !== 'object' || fact === null) return String(fact);
  if ('facts' in fact) {
    const block = fact as unknown as Readonly<Record<string, unknown>>;
    return `{${inner.map((name) => `${name}: ${print(block[name])}`).join(', ')}}`;
  }
  if ('is' in fact) return `tree ${String(literal(get(fact as Node, 'openapi')))}`;
  if (fact instanceof Map) return `{${[...fact].map(([key, value]) => `${String(key)}: ${print(value)}`).join()}}`;
  if (Array.isArray(fact)) return `[${fact.map((each) => print(each, inner)).join(', ')}]`;
  if ('parts' in fact) return printText(fact as Text);
  if ('statements' in fact) {
    const statements = fact.statements as readonly {
      effect: string;
      actions: readonly Text[];
      resources: readonly Text[];
    }[];
    return statements
      .map((s) => `${s.effect} ${s.actions.map(printText).join()} on ${s.resources.map(printText).join()}`)
      .join('; ');
  }
  if ('resource' in fact) return `→ ${(fact.resource as { readonly kind: string }).kind}`;
  if ('text' in fact) return print(fact.text);
  if (!('value' in fact)) return 'state' in fact ? String(fact.state) : '?';
  return `${print(fact.value, inner)}${'written' in fact && fact.written === false ? ' by default' : ''}`;
}

const literal = (node: Node | undefined): unknown => (node?.is === 'scalar' ? node.value : undefined);

const languages = ['cloudformation', 'sam', 'terraform', 'awscc'] as const;
const readings = rows.flatMap(([fact, expected, written]) => {
  const { type }: Definition = kinds[fact.split('.')[0] as Kind];
  const usual = {
    cloudformation: first(type.cloudformation),
    sam: 'AWS::Serverless::Function',
    terraform: first(type.terraform),
    awscc: '',
  };
  return languages.flatMap((language) => {
    const how = written[language];
    if (how === undefined) return [];
    const [of, properties] = isPair(how) ? how : ([usual[language], how] as const);
    return [{ fact, expected, language, of, properties }];
  });
});

test.each(readings)('$fact is $expected in $of', ({ fact, expected, language, of, properties }) => {
  const isPlan = language === 'terraform' || language === 'awscc';
  const graph = isPlan ? planned(of, properties as Arguments) : template(of, properties);
  expect(read(graph, fact)).toBe(expected);
});

test('every fact stands in the table, in every language that has it', () => {
  const missing = Object.entries<Definition>(kinds).flatMap(([kind, { fields }]) =>
    Object.entries(fields).flatMap(([field, { spelled }]) =>
      (['cloudformation', 'terraform'] as const)
        .filter((language) => spelled[language] !== undefined)
        .filter(
          (language) =>
            !rows.some(([fact, , written]) => fact === `${kind}.${field}` && written[language] !== undefined),
        )
        .map((language) => `${kind}.${field} in ${language}`),
    ),
  );
  expect(missing).toEqual([]);
});

test('no fact takes the place of what every resource has', () => {
  const taken = [
    'kind',
    'address',
    'name',
    'owner',
    'at',
    'type',
    'writtenAs',
    'language',
    'generated',
    'instead',
    'condition',
    'dropped',
  ];
  const hiding = Object.entries<Definition>(kinds).flatMap(([kind, { fields }]) =>
    Object.keys(fields)
      .filter((field) => taken.includes(field))
      .map((field) => `${kind}.${field}`),
  );
  expect(hiding).toEqual([]);
});
