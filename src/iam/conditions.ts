import type { Action } from './actions.js';
import { matcher } from './wildcards.js';

/** One key of a statement's `Condition`: `{ "StringEquals": { "aws:ResourceAccount": … } }`. */
export interface ConditionKey {
  readonly operator: string;
  readonly key: string;
}

interface Narrowing {
  /** Key patterns. */
  readonly keys: readonly string[];
  /** The actions for which they narrow; all where left out. */
  readonly actions?: { readonly service: string; readonly names: readonly string[] };
  /** AWS's own examples use `ForAllValues`, although it also holds where the key is missing. */
  readonly forAllValues?: true;
}

const narrowing: readonly Narrowing[] = [
  // The resource's owner. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
  { keys: ['aws:ResourceAccount', 'aws:ResourceOrgID', 'aws:ResourceOrgPaths', 's3:ResourceAccount'] },
  // The resource's tags, by the global key (`aws:ResourceTag/…`) or a service's own (`ssm:resourceTag/…`).
  { keys: ['*:ResourceTag/?*'] },
  // An endpoint has a policy of its own that limits what is reached through it.
  // https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
  { keys: ['aws:SourceVpce'] },
  // So has an S3 access point. https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
  { keys: ['s3:DataAccessPointArn', 's3:DataAccessPointAccount'] },
  // https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
  { keys: ['kms:ViaService', 'kms:EncryptionContext:?*'] },
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html
  { keys: ['cloudwatch:namespace'] },
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
  {
    keys: ['dynamodb:LeadingKeys'],
    actions: {
      service: 'dynamodb',
      names: [
        'BatchGetItem',
        'BatchWriteItem',
        'ConditionCheckItem',
        'DeleteItem',
        'GetItem',
        'PartiQLDelete',
        'PartiQLInsert',
        'PartiQLSelect',
        'PartiQLUpdate',
        'PutItem',
        'Query',
        'UpdateItem',
      ],
    },
    forAllValues: true,
  },
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
  { keys: ['iam:PassedToService'], actions: { service: 'iam', names: ['PassRole'] } },
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
  { keys: ['iam:AWSServiceName'], actions: { service: 'iam', names: ['CreateServiceLinkedRole'] } },
  {
    keys: ['iam:PolicyARN'],
    actions: {
      service: 'iam',
      names: ['Attach', 'Detach'].flatMap((verb) => ['Group', 'Role', 'User'].map((to) => `${verb}${to}Policy`)),
    },
  },
  {
    keys: ['iam:PermissionsBoundary'],
    actions: {
      service: 'iam',
      names: ['Role', 'User'].flatMap((of) => [
        ...['Attach', 'Delete', 'Detach', 'Put'].map((verb) => `${verb}${of}Policy`),
        ...[`Create${of}`, `Delete${of}PermissionsBoundary`, `Put${of}PermissionsBoundary`],
      ]),
    },
  },
];

const asRows = narrowing.map((row) => ({ row, matches: row.keys.map(matcher) }));

/**
 * Global keys speak of the caller, the way and the time of a request; but `aws:Resource…` of the resource, so that one which AWS adds is
 * not taken for such a key. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const isOfRequest = (key: string): boolean => key.startsWith('aws:') && !key.startsWith('aws:resource');

/**
 * Whether a condition limits which resources an Allow on a star covers, for one action.
 * - `narrows`: by the resource's owner or tags, or by what the service offers in place of an ARN.
 * - `not`: by the caller, the network or the time; or with an operator that also holds where the key is missing or is anything but the
 *   value (`…IfExists`, `ForAllValues:`, `…Not…`), or asks only whether the key is there (`Null`).
 * - `unknown-key`: a service's key that this list does not know; it may narrow.
 *
 * The values are not looked at. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function narrows(
  condition: ConditionKey,
  action: Pick<Action, 'service' | 'name'>,
): 'narrows' | 'not' | 'unknown-key' {
  const operator = condition.operator.toLowerCase();
  const key = condition.key.toLowerCase();
  const known = asRows.find(({ matches }) => matches.some((match) => match(key)))?.row;

  if (operator.endsWith('ifexists') || operator === 'null' || operator.includes('not')) return 'not';
  if (operator.startsWith('forallvalues:') && known?.forAllValues !== true) return 'not';
  if (known === undefined) return isOfRequest(key) ? 'not' : 'unknown-key';

  const { actions } = known;
  if (actions === undefined) return 'narrows';
  const name = action.name.toLowerCase();
  const concerned =
    actions.service === action.service.toLowerCase() && actions.names.some((one) => one.toLowerCase() === name);
  return concerned ? 'narrows' : 'not';
}
