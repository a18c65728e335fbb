import { joinPath } from '../source/paths.js';
import type { Location, SourceFile } from '../source/source.js';
import { type Node, type ParseModule, child, children, nameIn, nodesIn, textIn } from './syntax.js';

/** A file of code and its syntax tree. */
export interface Module {
  readonly file: SourceFile;
  readonly program: Node;
  /** The paths of the files that it imports, by what it calls them. */
  readonly targets: ReadonlyMap<string, string>;
}

/** What a module takes from a package. */
export interface PackageImport {
  /** As it is written: `@aws-sdk/client-s3`, `node:fs`. */
  readonly from: string;
  /** The names that are taken, as the package has them; `default` and `*` for all of it. */
  readonly names: readonly string[];
  readonly at: Location;
}

/** Why code is not known in full, and where it stops. */
export interface Gap {
  readonly why: string;
  /** Missing where there is no such place. */
  readonly at?: Location;
}

/** A module with all that it leads to. */
export interface Program {
  readonly modules: readonly Module[];
  readonly imports: readonly PackageImport[];
  readonly gaps: readonly Gap[];
}

/** How code is read. */
export interface CodeReader {
  /** The file of a path, joined already; `undefined` where there is none that may be read. */
  readonly read: (path: string) => SourceFile | undefined;
  readonly parse: ParseModule;
}

/** More than any function is written in. */
const mostModules = 1000;

const endings = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx'];

/** The first file of code that a path without its ending may stand for. */
export function findCode(path: string, read: CodeReader['read']): SourceFile | undefined {
  for (const ending of endings) {
    const file = read(`${path}${ending}`);
    if (file !== undefined) return file;
  }
  return undefined;
}

/** A module and all that it imports from files, whichever of it runs. */
export function programOf(entry: SourceFile, reader: CodeReader): Program {
  const modules: Module[] = [];
  const imports: PackageImport[] = [];
  const gaps: Gap[] = [];
  const known = new Set([entry.path]);
  const open = [entry];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (modules.length === mostModules) {
      gaps.push({ why: `it is more than ${String(mostModules)} files` });
      break;
    }
    const program = reader.parse(file.text, file.path);
    if (program === undefined) {
      gaps.push({ why: `${file.path} can't be read as JavaScript or TypeScript` });
      continue;
    }
    const targets = new Map<string, string>();
    modules.push({ file, program, targets });
    for (const found of importsIn(file, program)) {
      if (found.from === undefined) {
        gaps.push({ why: 'which module is loaded is known only when it runs', at: found.at });
      } else if (!/^\.{0,2}\//.test(found.from) && found.from !== '.' && found.from !== '..') {
        imports.push({ ...found, from: found.from });
      } else if (!/\.(?:json|html?|txt|css|md|graphql|sql)$/.test(found.from)) {
        const target = resolveFrom(file.path, found.from, reader.read);
        if (target === undefined) gaps.push({ why: `${found.from} is not there, or is no code`, at: found.at });
        else {
          targets.set(found.from, target.path);
          if (!known.has(target.path)) open.push(target);
          known.add(target.path);
        }
      }
    }
  }
  return { modules, imports, gaps };
}

/** The file that a path in a module means. TypeScript names what will be made of it: `./a.js` is a.ts. */
function resolveFrom(path: string, from: string, read: CodeReader['read']): SourceFile | undefined {
  const target = joinPath(path, from);
  const [, stem, ending = ''] = /^(.*?)(\.[mc]?[jt]sx?)?$/.exec(target) ?? [];
  const made = ending.replace('j', 't');
  const given =
    ending === '' ? undefined : (read(target) ?? read(`${stem ?? ''}${made}`) ?? read(`${stem ?? ''}${made}x`));
  return given ?? findCode(target, read) ?? findCode(`${target}/index`, read);
}

type Found = Omit<PackageImport, 'from'> & { readonly from: string | undefined };

/** What a module asks for, in each of the ways to do so. Types are none of it. */
function* importsIn(file: SourceFile, program: Node): Iterable<Found> {
  const seen = new Set<Node>();
  for (const node of nodesIn(program)) {
    const at = { file, start: node.start, end: node.end };
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration': {
        const from = textIn(child(node, 'source'));
        if (from === undefined || node['importKind'] === 'type' || node['exportKind'] === 'type') break;
        const names = node.type === 'ExportAllDeclaration' ? ['*'] : namesOf(children(node, 'specifiers'));
        yield { from, names, at };
        break;
      }
      case 'TSImportEqualsDeclaration': {
        const reference = child(node, 'moduleReference');
        if (reference?.type !== 'TSExternalModuleReference' || node['importKind'] === 'type') break;
        yield { from: textIn(child(reference, 'expression')), names: ['*'], at };
        break;
      }
      case 'VariableDeclarator': {
        const asked = askedBy(child(node, 'init'));
        const pattern = child(node, 'id');
        if (asked === undefined || pattern?.type !== 'ObjectPattern') break;
        seen.add(asked.by);
        yield { from: asked.from, names: keysOf(pattern), at };
        break;
      }
      default: {
        const asked = askedBy(node);
        if (asked?.by === node && !seen.has(node)) yield { from: asked.from, names: ['*'], at };
      }
    }
  }
}

/** A `require()` or `import()`, awaited or not, and what it asks for; `undefined` in it where only a run tells. */
function askedBy(node: Node | undefined): { readonly by: Node; readonly from: string | undefined } | undefined {
  if (node?.type === 'AwaitExpression') return askedBy(child(node, 'argument'));
  if (node?.type === 'ImportExpression') return { by: node, from: textIn(child(node, 'source')) };
  if (node?.type !== 'CallExpression' || nameOf(child(node, 'callee')) !== 'require') return undefined;
  return { by: node, from: textIn(children(node, 'arguments')[0]) };
}

const nameOf = (node: Node | undefined): string | undefined => (node?.type === 'Identifier' ? nameIn(node) : undefined);

function namesOf(specifiers: readonly Node[]): string[] {
  return specifiers.flatMap((specifier) => {
    if (specifier['importKind'] === 'type' || specifier['exportKind'] === 'type') return [];
    if (specifier.type === 'ImportDefaultSpecifier') return ['default'];
    if (specifier.type === 'ImportNamespaceSpecifier' || specifier.type === 'ExportNamespaceSpecifier') return ['*'];
    return nameIn(child(specifier, specifier.type === 'ExportSpecifier' ? 'local' : 'imported')) ?? ['*'];
  });
}

/** The names that a pattern takes out of an object. */
export function keysOf(pattern: Node): string[] {
  return children(pattern, 'properties').map((property) =>
    property.type === 'Property' && property['computed'] !== true ? (nameIn(child(property, 'key')) ?? '*') : '*',
  );
}
