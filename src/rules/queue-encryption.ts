import { defineRule, keeperOf } from './define.js';

/** SSE-SQS is on unless somebody switches it off; a key of one's own also says who may read. */
export default defineRule({
  id: 'queue-encryption',
  title: 'A queue is encrypted',
  severity: 'info',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html',
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html',
  ],
  peers: {
    checkov: ['CKV_AWS_27', 'CKV2_AWS_73'],
    cfn_nag: ['W48'],
    'guard-rules-registry': ['SQS_QUEUE_KMS_MASTER_KEY_ID_RULE'],
    'cdk-nag': ['AwsSolutions-SQS2', 'SQSQueueSSE'],
    trivy: ['AVD-AWS-0096', 'AVD-AWS-0135'],
    KICS: ['SQS With SSE Disabled'],
    'Control Tower': ['CT.SQS.PR.2'],
    'Security Hub': ['SQS.1'],
    'Serverless Lens': ['SEC3'],
  },
  options: {
    requireCmk: {
      type: 'boolean',
      default: false,
      description: 'Whether it has to be a customer managed key; those of AWS are not enough then.',
    },
  },

  on: 'queue',
  check(queue, { graph, options, report, undecided }) {
    const key = graph.quietly(() => queue.encryptionKey);
    const keeper = keeperOf(key);
    if (keeper.is === 'owner') return;
    if (keeper.is === 'unknown') {
      // Whoever keeps it, it is a key.
      if (options.requireCmk) undecided(keeper.why, keeper.at);
      return;
    }
    const managed = graph.quietly(() => queue.managedEncryption);
    if (keeper.is === 'nobody' && managed.state === 'known' && !managed.value) {
      report({
        at: managed,
        message: `${queue.name} has ${managed.name} false and no ${key.name}, so its messages are stored without server-side encryption`,
        help: `leave ${managed.name} out, ${options.requireCmk ? `and set ${key.name} to a customer managed key` : `or set ${key.name}`}`,
        label: 'no encryption',
        subject: 'encryption',
      });
      return;
    }
    if (!options.requireCmk) {
      if (keeper.is === 'nobody' && managed.state === 'unknown') undecided(managed.why, managed);
      return;
    }
    report({
      at: key,
      message: `${queue.name} has no customer managed key, so no key policy of yours says who may read its messages`,
      help: queue.generated
        ? `make a queue of your own with a customer managed key in ${key.name}, and name it where ${queue.owner} has this one made`
        : `set ${key.name} to a customer managed key that its senders may use`,
      label: keeper.is === 'AWS' ? 'a key of AWS' : `no ${key.name}`,
      subject: 'encryption',
    });
  },
});
