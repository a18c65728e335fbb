import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { read } from '../../../src/parsers/read.js';
import * as access from '../../terraform-cases/access.js';
import * as apis from '../../terraform-cases/apis.js';
import * as endpoints from '../../terraform-cases/endpoints.js';
import * as functions from '../../terraform-cases/functions.js';
import * as iam from '../../terraform-cases/iam.js';
import * as operations from '../../terraform-cases/operations.js';
import * as permissions from '../../terraform-cases/permissions.js';
import * as roles from '../../terraform-cases/roles.js';
import * as routes from '../../terraform-cases/routes.js';
import * as signing from '../../terraform-cases/signing.js';
import { corpora, filesBelow } from '../corpora.js';
import { plan } from '../plan.js';
import type { Cases } from '../terraform-cases.js';
import { templates } from '../templates.js';
import { besideFiles, besideTemplate } from './beside.js';
import { pathsIn, treeOfSyntax, type Path, type Tree } from './tree.js';

/** A sound input, which is then damaged. */
export interface Base {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** What lies around it, by path: nested templates, `.tf` sources. */
  readonly files: ReadonlyMap<string, string>;
  readonly tree: Tree;
  readonly paths: readonly Path[];
}

const root = join(import.meta.dirname, '../../..');

function base(name: string, path: string, text: string, files: ReadonlyMap<string, string> = new Map()): Base {
  const syntax = read({ path, text }).root;
  const tree: Tree = syntax === undefined ? { is: 'map', entries: [] } : treeOfSyntax(syntax);
  return { name, path, text, files, tree, paths: pathsIn(tree) };
}

/** The examples on the pages of the rules: small, and between them with everything that a rule looks at. */
function examples(): Base[] {
  return filesBelow(join(root, 'src/rules'), /\.md$/).flatMap((page) => {
    const fences = [...readFileSync(page, 'utf8').matchAll(/^```(yaml|json)\n([\s\S]*?)^```$/gm)];
    return fences
      .map(([, language = '', text = ''], at) =>
        base(`${basename(page)} ${String(at)}`, language === 'json' ? 'template.json' : 'template.yaml', text),
      )
      .filter(({ text }) => text.includes('Resources'));
  });
}

/** The applications of the tests, with the files that belong to them. */
function applications(): Base[] {
  const folder = join(root, 'test/templates');
  return readdirSync(folder).flatMap((app) => {
    const below = filesBelow(join(folder, app), /\.(?:ya?ml|json|tf)$/).filter((path) => !path.endsWith('config.json'));
    const names = new Map(below.map((path) => [path.slice(join(folder, app).length + 1), readFileSync(path, 'utf8')]));
    const plain = (path: string): string => path.replace(/^terraform\//, '');
    const files = new Map([...names].map(([path, text]) => [plain(path), text]));
    return [...names]
      .filter(([path]) => !path.endsWith('.tf') && path !== 'terraform/loans.json')
      .map(([path, text]) => base(`${app}/${path}`, plain(path), text, files));
  });
}

/** The small plans in which the tests look at each rule. */
function plans(): Base[] {
  const modules = [access, apis, endpoints, functions, iam, operations, permissions, roles, routes, signing];
  const all = modules.flatMap((module) => Object.values(module) as readonly Cases[]);
  return all.flatMap((cases) =>
    Object.entries(cases).flatMap(([rule, list]) =>
      list.flatMap(({ fails, passes, undecided }) =>
        [fails, passes, ...(undecided === undefined ? [] : [undecided[0]])].map((resources) =>
          base(`plan of ${rule}`, 'plan.json', plan(resources)),
        ),
      ),
    ),
  );
}

/** Everything that belongs to the repository. */
export function ownBases(): Base[] {
  const small = Object.entries(templates).map(([path, text]) => base(path, path, text));
  const beside = base('files beside a template', 'template.yaml', besideTemplate, besideFiles);
  return [...small, ...examples(), ...plans(), ...applications(), beside];
}

/** Published templates and plans that are small enough to be damaged often; none where there are none. */
export function publishedBases(most = 60_000): Base[] {
  const found = ['serverless-airline', 'serverless-patterns', 'sam-translator', 'terraform-plans'].flatMap(corpora);
  return found
    .filter((path) => !path.includes('.tf/') && !path.endsWith('index.json'))
    .flatMap((path) => {
      const text = readFileSync(path, 'utf8');
      if (text.length > most) return [];
      const sources = path.replace(/\.(?:ya?ml|json)$/, '.tf');
      const files = filesBelow(sources, /\.tf$/).map((tf) => [tf.slice(sources.length + 1), tf] as const);
      const name = `${basename(dirname(path))}/${basename(path)}`;
      return [base(name, basename(path), text, new Map(files.map(([near, tf]) => [near, readFileSync(tf, 'utf8')])))];
    });
}

const isPlan = ({ tree }: Base): boolean =>
  tree.is === 'map' && tree.entries.some(([key]) => key === 'planned_values' || key === 'resource_changes');

/** So many of a list, from its whole length. */
const spread = <T>(all: readonly T[], most: number): T[] =>
  all.filter((_, index) => Math.floor((index * most) / all.length) !== Math.floor(((index - 1) * most) / all.length));

/** Real templates and plans that are small enough to be damaged in every way: published ones, or else the applications of the tests. */
export function realBases(templateCount: number, planCount: number): Base[] {
  const published = publishedBases(12_000);
  const bases = (published.length > 0 ? published : applications()).filter(({ paths }) => paths.length > 8);
  const small = bases.filter((each) => !isPlan(each) && each.text.length < 5000);
  return [...spread(small, templateCount), ...spread(bases.filter(isPlan), planCount)];
}
