import type { Location } from '../../../source/source.js';
import { get, literal, opaque, reference, type Entry, type Node } from '../../../template/node.js';
import { mapOf } from '../build.js';
import { given, localId, property } from '../resource.js';
import { apiId, entriesOf, others, putPart, type GraphQl } from './parts.js';

/** Functions and resolvers of a GraphQL API. */
export function lowerResolvers(api: GraphQl): void {
  const ids = new Map<string, Node>();
  for (const [name, { key: at, value }] of entriesOf(property(api.owner, 'Functions'))) {
    const known = given(get(value, 'Id'));
    ids.set(name, known ?? reference(api.owner.address + name, 'FunctionId', at));
    if (known !== undefined) continue;
    putPart(api, name, 'AWS::AppSync::FunctionConfiguration', `function ${name}`, at, {
      ApiId: apiId(api, at),
      Name: given(get(value, 'Name')) ?? name,
      DataSourceName: sourceName(api, name, value, at),
      ...codeOf(value),
      Description: given(get(value, 'Description')),
      MaxBatchSize: given(get(value, 'MaxBatchSize')),
      SyncConfig: given(get(value, 'Sync')),
    });
  }
  for (const [type, { value }] of entriesOf(property(api.owner, 'Resolvers'))) {
    for (const [name, resolver] of entriesOf(value)) lowerResolver(api, type, name, resolver, ids);
  }
}

function codeOf(value: Node): Record<string, Node | undefined> {
  const runtime = get(value, 'Runtime');
  const renamed = (node: Node): Node =>
    mapOf({ Name: given(get(node, 'Name')), RuntimeVersion: given(get(node, 'Version')) }, node.at);
  return {
    Code: given(get(value, 'InlineCode')),
    CodeS3Location: given(get(value, 'CodeUri')),
    Runtime: runtime?.is === 'map' ? renamed(runtime) : given(runtime),
  };
}

function sourceName(api: GraphQl, name: string, value: Node, at: Location): Node | undefined {
  const written = given(get(value, 'DataSource'));
  const text = literal(written);
  if (text === undefined) {
    if (written === undefined) api.context.problem(at, `Function ${name} has no DataSource`, 'Add DataSource');
    return written;
  }
  if (text.toLowerCase() === 'none') return reference(noneSource(api, at), 'Name', at);
  const known = api.sources.get(text);
  if (known !== undefined) return reference(known, 'Name', at);
  api.context.problem(written?.at ?? at, `There is no data source ${text}`, 'Use a key of DataSources');
  return undefined;
}

/** The data source that stands for none; there is one for the whole API. */
function noneSource(api: GraphQl, at: Location): string {
  const id = `${api.owner.address}NoneDataSource`;
  if (!api.context.made.has(id)) {
    putPart(api, 'NoneDataSource', 'AWS::AppSync::DataSource', 'data source for none', at, {
      ApiId: apiId(api, at),
      Name: localId(api.context, id),
      Type: 'NONE',
    });
  }
  return id;
}

function lowerResolver(
  api: GraphQl,
  type: string,
  name: string,
  { key: at, value }: Entry,
  ids: ReadonlyMap<string, Node>,
): void {
  const pipeline = given(get(value, 'Pipeline'));
  if (pipeline === undefined) {
    api.context.problem(at, `Resolver ${name} has no Pipeline`, 'Add Pipeline with the names of functions');
    return;
  }
  const steps = (pipeline.is === 'list' ? pipeline.items : []).flatMap((step) => {
    const id = ids.get(literal(step) ?? '');
    if (id === undefined) {
      api.context.problem(
        step.at,
        `There is no function ${literal(step) ?? ''} for resolver ${name}`,
        'Use a key of Functions',
      );
    }
    return id === undefined ? [] : [id];
  });
  const code = codeOf(value);
  const own = code['Code'] ?? code['CodeS3Location'];
  putPart(api, type + name, 'AWS::AppSync::Resolver', `resolver ${type}.${name}`, at, {
    ApiId: apiId(api, at),
    TypeName: type,
    FieldName: given(get(value, 'FieldName')) ?? name,
    Kind: 'PIPELINE',
    PipelineConfig: { Functions: steps },
    ...(own === undefined
      ? {
          Code: opaque('SAM writes this code, which hands the result of the pipeline on', at),
          Runtime: { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' },
        }
      : code),
    CachingConfig: given(get(value, 'Caching')),
    ...others(value, 'Pipeline', 'FieldName', 'InlineCode', 'CodeUri', 'Runtime', 'Caching'),
  });
}
