import { defineRule, flowLogsOf, listOf, usersOfVpc } from './define.js';

/** After an incident the flow log is what tells where a function has connected to; it can't be had for the time before it was made. */
export default defineRule({
  id: 'vpc-flow-logs',
  title: 'A VPC that functions or private APIs use has a flow log',
  severity: 'off',
  pillar: 'operations',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-flowlog.html',
  ],
  peers: {
    checkov: ['CKV2_AWS_11'],
    cfn_nag: ['W60'],
    'cdk-nag': ['AwsSolutions-VPC7'],
    trivy: ['AVD-AWS-0178'],
    KICS: ['VPC FlowLogs Disabled'],
    'AWS Config': ['VPC_FLOW_LOGS_ENABLED'],
    'Security Hub': ['EC2.6'],
  },
  presets: { strict: 'info' },
  options: {},

  on: 'vpc',
  check(vpc, { graph, report, undecided }) {
    const { functions, subnets, endpoints } = graph.quietly(() => usersOfVpc(vpc, graph));
    if (functions.length + endpoints.length === 0) return;
    const whole = graph.quietly(() => flowLogsOf(vpc, graph));
    if (whole.certain) return;
    const parts = graph.quietly(() => subnets.map((subnet) => flowLogsOf(subnet, graph)));
    // An endpoint is in subnets that need not be those of functions.
    if (endpoints.length === 0 && parts.every(({ certain }) => certain)) return;
    const [maybe] = [whole, ...parts].flatMap((each) => each.maybe ?? []);
    if (maybe !== undefined) {
      undecided(`what ${maybe.name} logs is known only at deployment`, maybe);
      return;
    }

    const names = listOf(endpoints);
    const leads = endpoints.length === 1 ? `endpoint ${names} leads` : `endpoints ${names} lead`;
    const users = functions.length > 0 ? `the VPC of ${listOf(functions)}` : `whose ${leads} to private APIs`;
    report({
      at: vpc,
      message: `${vpc.name}, ${users}, has no flow log, so after an incident nothing tells who connected to what in it`,
      help: 'add a flow log for it, for all traffic or for what is rejected',
      label: 'no flow log',
    });
  },
});
