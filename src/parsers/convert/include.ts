import type { Syntax } from '../../template/syntax.js';
import type { Scope } from './scope.js';
import { staticText } from './static.js';
import { entryOf } from '../detect.js';
import { unreadWhy } from '../losses.js';

/** What a transform gives: a document with the scope to read it in, or why it is not known. */
export type Included =
  | { readonly is: 'document'; readonly root: Syntax; readonly scope: Scope }
  | { readonly is: 'unknown'; readonly why: string };

/**
 * `Fn::Transform` with `AWS::Include` of a local file; every other macro, and every other place, is known at deployment only.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html
 */
export function include(argument: Syntax, scope: Scope): Included {
  if (argument.is === 'list' && argument.items.length === 1 && argument.items[0])
    return include(argument.items[0], scope);
  const { session } = scope.stack;
  if (argument.is === 'scalar' && argument.text === unreadWhy) return unknown(unreadWhy);
  const name = textOf(entryOf(argument, 'Name')?.value, scope);
  if (name !== 'AWS::Include') return unknown(name === undefined ? 'a macro' : `the macro ${name}`);
  const written = entryOf(entryOf(argument, 'Parameters')?.value, 'Location')?.value;
  const location = textOf(written, scope);
  if (location === undefined) return unknown('AWS::Include of a place that only the deployment knows');
  if (isRemote(location)) return unknown(`AWS::Include of ${location}`);
  const file = session.source(location, argument.at.file);
  if (file === undefined) return unknown(`AWS::Include of ${location}, which is not there`);
  if (scope.including.some(({ path }) => path === file.path))
    return unknown(`AWS::Include of ${location}, inside itself`);
  const root = session.document(file);
  if (root === undefined) return unknown(`AWS::Include of ${location}, which cannot be read`);
  return { is: 'document', root, scope: scope.within({ including: [...scope.including, file] }) };
}

/** Whether a location is an address (`s3://`, `https://`) and no path. */
export function isRemote(location: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]+:|\/\/)/i.test(location);
}

function unknown(why: string): Included {
  return { is: 'unknown', why };
}

function textOf(syntax: Syntax | undefined, scope: Scope): string | undefined {
  return syntax === undefined ? undefined : staticText(scope.node(syntax), scope.stack.session.parameters);
}
