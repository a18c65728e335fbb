import { list, scalar } from '../../../template/node.js';
import type { Entry, Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import { field } from '../apis/nodes.js';
import { inBranches, isOpenApi3, withAdded, withDisabledEndpoint, withEntry } from '../apis/openapi-body.js';
import { mapOf, worded } from '../build.js';
import type { SamContext } from '../context.js';
import { entryOf, truthy } from '../resource.js';

/**
 * Properties of an AWS::Serverless::Api that end in its document: GatewayResponses, BinaryMediaTypes, Models and
 * DisableExecuteApiEndpoint.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html
 */
export function withSettings(context: SamContext, { properties }: RawResource, body: Node): Node {
  return inBranches(body, (document) => {
    let result = document;
    const responses = entryOf(properties, 'GatewayResponses');
    if (responses?.value.is === 'map') {
      const added = new Map([...responses.value.entries].map(([name, entry]) => [name, gatewayResponse(entry)]));
      result = withAdded(result, 'x-amazon-apigateway-gateway-responses', added, responses.key);
    }
    const types = field(properties, 'BinaryMediaTypes');
    if (types?.is === 'list' && truthy(types)) {
      const items = types.items.map((item) => {
        const text = context.staticText(item);
        return text?.includes('~1') === true ? scalar(text.replaceAll('~1', '/'), item.at) : item;
      });
      const media = worded(list(items, types.at), 'BinaryMediaTypes');
      result = withEntry(result, 'x-amazon-apigateway-binary-media-types', media);
    }
    const models = entryOf(properties, 'Models');
    if (models?.value.is === 'map') {
      const added = new Map([...models.value.entries].map(([name, entry]) => [name.toLowerCase(), entry]));
      result = withAdded(result, 'definitions', added, models.key);
    }
    const disable = entryOf(properties, 'DisableExecuteApiEndpoint');
    return disable === undefined ? result : withDisabledEndpoint(result, disable, isOpenApi3(result));
  });
}

const parts = [
  ['Headers', 'header'],
  ['Paths', 'path'],
  ['QueryStrings', 'querystring'],
] as const;

function gatewayResponse({ key, value }: Entry): Entry {
  if (value.is !== 'map') return { key, value };
  const parameters = new Map<string, Entry>();
  for (const [name, prefix] of parts) {
    const group = field(field(value, 'ResponseParameters'), name);
    if (group?.is !== 'map') continue;
    for (const [header, entry] of group.entries) parameters.set(`gatewayresponse.${prefix}.${header}`, entry);
  }
  const responseParameters: Node | undefined =
    parameters.size === 0 ? undefined : { is: 'map', entries: parameters, at: value.at };
  const templates = field(value, 'ResponseTemplates');
  const response = {
    responseParameters,
    responseTemplates: templates !== undefined && truthy(templates) ? templates : undefined,
    statusCode: field(value, 'StatusCode'),
  };
  return { key, value: mapOf(response, value.at) };
}
