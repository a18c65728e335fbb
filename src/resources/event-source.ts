import { defineResource, link, text } from './define.js';

/** What Lambda reads from, beside queues and tables: known by what refers to it. */

/** @see https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html */
export const stream = defineResource({
  type: {
    cloudformation: ['AWS::Kinesis::Stream', 'AWS::Kinesis::StreamConsumer'],
    terraform: ['aws_kinesis_stream', 'aws_kinesis_stream_consumer'],
  },
  noun: 'stream',
  named: 'streamName',
  fields: {
    // A consumer has none of its own here.
    streamName: text('Name', { terraform: 'name' }),
    /** The stream of a consumer. */
    consumed: link('StreamARN', { terraform: 'stream_arn', to: ['stream'] }),
  },
});

/** @see https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html */
export const kafkaCluster = defineResource({
  type: {
    cloudformation: ['AWS::MSK::Cluster', 'AWS::MSK::ServerlessCluster'],
    terraform: ['aws_msk_cluster', 'aws_msk_serverless_cluster'],
  },
  noun: 'Kafka cluster',
  fields: {},
});

/** @see https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html */
export const broker = defineResource({
  type: { cloudformation: 'AWS::AmazonMQ::Broker', terraform: 'aws_mq_broker' },
  noun: 'broker',
  fields: {},
});

/** @see https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html */
export const documentCluster = defineResource({
  type: { cloudformation: 'AWS::DocDB::DBCluster', terraform: 'aws_docdb_cluster' },
  noun: 'DocumentDB cluster',
  fields: {},
});
