import { defineRule, keeperOf } from './define.js';

/** Unlike a queue, a topic has no server-side encryption unless it is given a key. */
export default defineRule({
  id: 'topic-encryption',
  title: 'A topic is encrypted',
  severity: 'info',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html',
    'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/sns-encrypted-kms.html',
  ],
  peers: {
    checkov: ['CKV_AWS_26'],
    cfn_nag: ['W47'],
    'guard-rules-registry': ['SNS_ENCRYPTED_KMS'],
    'cdk-nag': ['SNSEncryptedKMS'],
    trivy: ['AVD-AWS-0095', 'AVD-AWS-0136'],
    KICS: ['SNS Topic Not Encrypted', 'SNS Topic Encrypted With AWS Managed Key'],
    'AWS Config': ['SNS_ENCRYPTED_KMS'],
    'Security Hub': ['SNS.1'],
    'Serverless Lens': ['SEC3'],
  },
  options: {
    requireCmk: {
      type: 'boolean',
      default: false,
      description: 'Whether it has to be a customer managed key; that of AWS is not enough then.',
    },
  },

  on: 'topic',
  check(topic, { graph, options, report, undecided }) {
    const key = graph.quietly(() => topic.encryptionKey);
    const keeper = keeperOf(key);
    if (keeper.is === 'owner') return;
    if (keeper.is === 'unknown') {
      // Whoever keeps it, it is a key.
      if (options.requireCmk) undecided(keeper.why, keeper.at);
      return;
    }
    if (keeper.is === 'AWS' && !options.requireCmk) return;
    const wanted = options.requireCmk ? 'a customer managed key' : 'a KMS key';
    report({
      at: key,
      message:
        keeper.is === 'AWS'
          ? `${topic.name} has no customer managed key, so no key policy of yours says who may read its messages`
          : `${topic.name} has no ${key.name}, so its messages are stored without server-side encryption`,
      help: topic.generated
        ? `make a topic of your own with ${wanted} in ${key.name}, and name it where ${topic.owner} has this one made`
        : `set ${key.name} to ${wanted} that its publishers may use`,
      label: keeper.is === 'AWS' ? 'a key of AWS' : `no ${key.name}`,
      subject: 'encryption',
    });
  },
});
