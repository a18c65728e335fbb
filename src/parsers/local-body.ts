import { onceFor } from '../source/once.js';
import { get, type Node, opaque } from '../template/node.js';
import type { Syntax } from '../template/syntax.js';
import type { RawResource } from '../template/template.js';
import { isRemote } from './convert/include.js';
import type { Stack } from './convert/scope.js';
import { plainNode } from './plain.js';
import { withEntries, worded } from './sam/build.js';
import { textOf } from './sam/resource.js';

/** Types of APIs that a document makes, which may lie in a file. */
const imported: ReadonlySet<string> = new Set(['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api']);

/**
 * An API with the OpenAPI document whose local path its BodyS3Location is. Packaging uploads that file as it is, and API Gateway imports
 * it: neither the transform of SAM nor CloudFormation looks into it, so it comes after what they do.
 * https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
 */
export function withLocalBody(resource: RawResource, { session }: Stack): RawResource {
  const { type, properties } = resource;
  const entry = imported.has(type) ? properties.entries.get('BodyS3Location') : undefined;
  const path = textOf(entry?.value) ?? '';
  const body = get(properties, 'Body');
  const isGiven = body !== undefined && body.is !== 'opaque';
  if (entry === undefined || isGiven || path === '' || isRemote(path) || !session.canRead) return resource;
  const { word = 'BodyS3Location', at } = entry.value;
  const unknown = (why: string): Node => opaque(`${word} ${path}, which ${why}`, at);
  const file = session.source(path, at.file);
  const root = file && session.document(file);
  const read =
    file === undefined
      ? unknown('is not there')
      : root === undefined
        ? unknown('cannot be read')
        : root.is === 'map'
          ? documentOf(root)
          : unknown('is no OpenAPI document');
  const Body = { key: entry.key, value: worded(read, word) };
  return { ...resource, properties: withEntries(properties, { Body, BodyS3Location: undefined }) };
}

/** Many APIs may have one document. */
const documentOf = onceFor((root: Syntax) =>
  plainNode(
    root,
    (what) => `${what}, which is worked out in files of AWS::Include, but not in those that an API imports`,
  ),
);
