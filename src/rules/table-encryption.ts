import { defineRule, keeperOf, replicasOf } from './define.js';

/** DynamoDB encrypts every table; the key decides who can see that it is used, and who may end it. */
export default defineRule({
  id: 'table-encryption',
  title: 'A table is encrypted with a KMS key of your account',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/dynamodb-table-encrypted-kms.html',
  ],
  peers: {
    checkov: ['CKV_AWS_119'],
    cfn_nag: ['W74'],
    'guard-rules-registry': ['DYNAMODB_TABLE_ENCRYPTED_KMS'],
    trivy: ['AVD-AWS-0025'],
    KICS: ['DynamoDB Table Not Encrypted'],
    'AWS Config': ['DYNAMODB_TABLE_ENCRYPTED_KMS', 'DYNAMODB_TABLE_ENCRYPTION_ENABLED'],
    'Control Tower': ['CT.DYNAMODB.PR.2'],
    'Serverless Lens': ['SEC3'],
  },
  presets: { strict: 'info' },
  options: {
    requireCmk: {
      type: 'boolean',
      default: false,
      description:
        'Whether it has to be a customer managed key; the one that AWS manages in your account is not enough then.',
    },
  },

  on: ['table', 'globalTable'],
  check(table, { graph, options, report, undecided }) {
    const { usesKms } = table;
    if (usesKms.state !== 'known') return;
    const cmk = 'a customer managed key';
    if (!usesKms.value) {
      const { name, written } = usesKms;
      report({
        at: usesKms,
        message: `${table.name} has ${written ? `${name} false` : `no ${name}`}, so it is encrypted with a key of DynamoDB's own, whose use nobody can see or limit`,
        help: `set ${name} to true${options.requireCmk ? `, and name ${cmk}` : ''}`,
        label: "a key of DynamoDB's own",
        subject: 'encryption',
      });
      return;
    }
    if (!options.requireCmk) return;
    const keys = graph.quietly(() => replicasOf(table).map((replica) => replica.encryptionKey));
    for (const key of keys) {
      const keeper = keeperOf(key);
      if (keeper.is === 'unknown') undecided(keeper.why, keeper.at);
      if (keeper.is === 'owner' || keeper.is === 'unknown') continue;
      report({
        at: key,
        message: `${table.name} has no customer managed key, so no key policy of yours says who may read its items`,
        help: `set ${key.name} to ${cmk}`,
        label: keeper.is === 'AWS' ? 'a key of AWS' : `no ${key.name}`,
        subject: 'encryption',
      });
      return;
    }
  },
});
