import { get, literal } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import type { Target } from '../alias.js';
import type { SamContext } from '../context.js';
import { entryOf, generate, given, intrinsic, localId, truthy } from '../resource.js';

/**
 * The URL of a function, and the two permissions that a public one needs. SAM gives them only where AuthType is the
 * literal NONE.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-functionurlconfig.html
 */
export function lowerFunctionUrl(context: SamContext, owner: RawResource, target: Target): void {
  const entry = entryOf(owner.properties, 'FunctionUrlConfig');
  if (entry === undefined || !truthy(entry.value)) return;
  const { key: at, value: config } = entry;
  const id = localId(context, owner.address);
  const type = given(get(config, 'AuthType'));
  const wrong = type === undefined || (!intrinsic(type) && !['NONE', 'AWS_IAM'].includes(literal(type) ?? ''));
  if (!intrinsic(config) && wrong) {
    context.problem(type?.at ?? at, 'FunctionUrlConfig needs AuthType NONE or AWS_IAM', 'Set AuthType');
    return;
  }
  generate(context, owner, {
    id: `${owner.address}Url`,
    type: 'AWS::Lambda::Url',
    at,
    label: `the URL of ${id}`,
    properties: {
      // An Fn::If around the whole configuration loses all that is in it.
      AuthType: type,
      Cors: truthy(get(config, 'Cors')) ? get(config, 'Cors') : undefined,
      InvokeMode: given(get(config, 'InvokeMode')),
      TargetFunctionArn: target.name(at),
    },
  });
  if (literal(type) !== 'NONE') return;
  generate(context, owner, {
    id: `${owner.address}UrlPublicPermissions`,
    type: 'AWS::Lambda::Permission',
    at,
    label: `the permission of everyone to call the URL of ${id}`,
    properties: {
      Action: 'lambda:InvokeFunctionUrl',
      FunctionName: target.name(at),
      Principal: '*',
      FunctionUrlAuthType: type ?? 'NONE',
    },
  });
  generate(context, owner, {
    id: `${owner.address}URLInvokeAllowPublicAccess`,
    type: 'AWS::Lambda::Permission',
    at,
    label: `the permission of everyone to invoke ${id} through its URL`,
    properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: target.name(at),
      Principal: '*',
      InvokedViaFunctionUrl: true,
    },
  });
}
