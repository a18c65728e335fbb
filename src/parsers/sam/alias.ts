import type { Location } from '../../source/source.js';
import { literal, reference, scalar, type Node } from '../../template/node.js';
import type { RawResource } from '../../template/template.js';
import type { SamContext } from './context.js';
import { entryOf, generate, localId, property, truthy } from './resource.js';

/** What calls of a function are aimed at: the function, or the alias that SAM publishes for it. */
export interface Target {
  /** For properties that take a function's name. */
  name(at: Location): Node;
  arn(at: Location): Node;
  /** Address of the alias. */
  readonly alias?: string;
  /** Name of the alias. */
  readonly qualifier?: Node;
}

/**
 * The version and the alias of a function with `AutoPublishAlias`. The real id of the version ends in a hash of the
 * code, which changes with every deployment: it is left out.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html
 */
export function publishAlias(context: SamContext, owner: RawResource): Target | undefined {
  const entry = entryOf(owner.properties, 'AutoPublishAlias');
  const provisioned = entryOf(owner.properties, 'ProvisionedConcurrencyConfig');
  const id = localId(context, owner.address);
  if (entry === undefined || !truthy(entry.value)) {
    if (provisioned !== undefined) {
      context.problem(
        provisioned.key,
        `ProvisionedConcurrencyConfig of ${id} needs an alias to go on`,
        'Add AutoPublishAlias',
      );
    }
    return undefined;
  }
  const name = context.staticText(entry.value);
  if (name === undefined && entry.value.is !== 'parameter') {
    context.problem(entry.key, 'AutoPublishAlias has to be text or a Ref to a parameter', 'Use text');
    return undefined;
  }
  if (name !== undefined && !/^(?!\d+$)[\w-]+$/.test(name)) {
    context.problem(
      entry.key,
      `AutoPublishAlias ${name} is no name for an alias`,
      'Use letters, digits, hyphens and underscores, and not digits alone',
    );
    return undefined;
  }
  const at = entry.key;
  const version = `${owner.address}Version`;
  const alias = `${owner.address}Alias${(name ?? '').replaceAll('-', 'D').replaceAll('_', 'U')}`;
  const scaling = property(owner, 'FunctionScalingConfig');
  const managed = property(owner, 'CapacityProviderConfig') !== undefined;
  const kept = owner.attributes.get('DeletionPolicy') ??
    entryOf(owner.properties, 'VersionDeletionPolicy') ?? { key: at, value: scalar(managed ? 'Delete' : 'Retain', at) };
  generate(context, owner, {
    id: version,
    type: 'AWS::Lambda::Version',
    at,
    label: `the version that SAM publishes of ${id}`,
    properties: {
      FunctionName: reference(owner.address, undefined, at),
      Description: property(owner, 'VersionDescription'),
      FunctionScalingConfig: managed ? scaling : undefined,
    },
    attributes: { DeletionPolicy: kept },
  });
  generate(context, owner, {
    id: alias,
    type: 'AWS::Lambda::Alias',
    at,
    label: `the alias ${name ?? literal(entry.value) ?? ''}`.trimEnd() + ` of ${id}`,
    properties: {
      Name: { ...entry.value, word: 'AutoPublishAlias' },
      FunctionName: reference(owner.address, undefined, at),
      FunctionVersion: reference(version, 'Version', at),
      ProvisionedConcurrencyConfig: provisioned?.value,
    },
  });
  context.aliases.set(`${owner.address}.Alias`, alias);
  context.aliases.set(`${owner.address}.Version`, version);
  const target = (place: Location): Node => reference(alias, undefined, place);
  return { name: target, arn: target, alias, qualifier: entry.value };
}
