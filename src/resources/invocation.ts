import { defineResource, link, number, records, string, text } from './define.js';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html */
export const eventInvokeConfig = defineResource({
  type: { cloudformation: 'AWS::Lambda::EventInvokeConfig', terraform: 'aws_lambda_function_event_invoke_config' },
  noun: 'asynchronous invocation settings',
  fields: {
    function: link('FunctionName', { terraform: 'function_name', to: ['function', 'functionAlias'] }),
    qualifier: text('Qualifier', { terraform: 'qualifier' }),
    onFailure: link('DestinationConfig.OnFailure.Destination', {
      sam: 'EventInvokeConfig.DestinationConfig.OnFailure',
      terraform: 'destination_config.on_failure.destination',
      to: ['queue', 'topic'],
    }),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html */
export const mapping = defineResource({
  type: { cloudformation: 'AWS::Lambda::EventSourceMapping', terraform: 'aws_lambda_event_source_mapping' },
  noun: 'event source mapping',
  fields: {
    function: link('FunctionName', { terraform: 'function_name', to: ['function', 'functionAlias'] }),
    // Only a Kafka cluster of one's own has no ARN.
    source: link('EventSourceArn', {
      terraform: 'event_source_arn',
      to: ['queue', 'stream', 'table', 'globalTable', 'kafkaCluster', 'broker', 'documentCluster'],
    }),
    // Where to begin is asked for with streams, Kafka and DocumentDB only.
    startingPosition: string('StartingPosition', { terraform: 'starting_position' }),
    database: text('DocumentDBEventSourceConfig.DatabaseName', {
      sam: 'DatabaseName',
      terraform: 'document_db_event_source_config.database_name',
    }),
    filters: records(
      'FilterCriteria.Filters',
      { pattern: text('Pattern', { terraform: 'pattern' }) },
      { terraform: 'filter_criteria.filter' },
    ),
    batchingWindow: number('MaximumBatchingWindowInSeconds', { terraform: 'maximum_batching_window_in_seconds' }),
    onFailure: link('DestinationConfig.OnFailure.Destination', {
      terraform: 'destination_config.on_failure.destination_arn',
      to: ['queue', 'topic'],
    }),
  },
});
