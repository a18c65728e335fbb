import { describe, expect, test } from 'vitest';
import { callsOfPython as calls } from '../../../test/support/python.js';

const asked = 'what is asked of its client is known only when it runs';
const made = 'which client is made is known only when it runs';
const loaded = 'which module is loaded is known only when it runs';

/** Cases by what is special in them: code, and what is told of it. */
type Cases = readonly (readonly [what: string, code: string, told: string])[];

const check = (cases: Cases): void => {
  test.each(cases)('%s', (_, code, told) => {
    expect(calls(code)).toBe(told);
  });
};

/** Code that has made a client, or an object of resources, of a service. */
const client = (service: string, code: string): string => `import boto3\nit = boto3.client('${service}')\n${code}\n`;
const resource = (service: string, code: string): string =>
  `import boto3\nit = boto3.resource('${service}')\n${code}\n`;

describe('clients', () => {
  check([
    ['of boto3', client('sqs', 'it.send_message(QueueUrl=url)'), 'sqs:sendmessage'],
    ['by name', `import boto3\nboto3.client(service_name="sqs").purge_queue(QueueUrl=url)`, 'sqs:purgequeue'],
    ['of a session', `from boto3.session import Session\nSession().client("sns").publish(TopicArn=arn)`, 'sns:publish'],
    ['imported', `from boto3 import client as make\nmake('sns').publish(**it)`, 'sns:publish'],
    ['put to a name', `import boto3\nmake = boto3.client\nmake('sns').publish()`, 'sns:publish'],
    [
      'that wait',
      `import aioboto3\nasync def f():\n  async with aioboto3.Session().client('s3') as s3:\n    await s3.delete_bucket(Bucket=b)`,
      's3:deletebucket',
    ],
    [
      'of botocore',
      `import botocore.session\nbotocore.session.get_session().create_client('kinesis').put_record()`,
      'kinesis:putrecord',
    ],
    ['whose service is a constant', `import boto3\nNAME = 'sqs'\nboto3.client(NAME).delete_queue()`, 'sqs:deletequeue'],
    [
      'whose service is one of several',
      `import boto3\nboto3.client('sqs' if old else 'sns').tag_resource()\nfor each in ['sqs', "sns"]:\n  boto3.client(each).delete_topic()`,
      'sns:tagresource sns:deletetopic',
    ],
    [
      'that others are handed',
      `import boto3\nclass Store:\n  def __init__(self):\n    self.client = boto3.client('dynamodb')\n  def get(self, key):\n    return save(self.client, self.client.get_item)`,
      'dynamodb:getitem',
    ],
    ['that nothing is called of', client('sqs', ''), ''],
    ['of no service of AWS', `import redis\nredis.client(url)\nredis.resource('/orders')`, ''],
    ['whose service is given', `import boto3, os\nboto3.client(os.environ['SERVICE']).put()`, made],
    ['whose service is a parameter', `import boto3\ndef make(name):\n  return boto3.client(name)`, made],
    [
      'whose service is put together',
      `import boto3\nboto3.client('s' + name)\nboto3.client(*given)`,
      `${made}\n${made}`,
    ],
    ['whose service is put twice', `import boto3\nname = 'sqs'\nname = find()\nboto3.client(name)`, made],
    [
      'put to names of names',
      `import boto3\nmake = boto3.client\nwith_it = make\nwith_it('sns').publish()`,
      'sns:publish',
    ],
    ['of a session that is called otherwise', `import boto3\nit = boto3.Session()\nrun(it.client)`, made],
    [
      'made elsewhere',
      `import boto3\nmake(boto3)`,
      'dynamodb:batchwriteitem\ns3: which of it boto3.s3 calls is not known\nwhat is done with boto3 is not known',
    ],
    ['made by a maker that is handed on', `import boto3\nmake((boto3.Session()).client)`, made],
    [
      'with words to their readers',
      `from boto3 import (  # why\n  client,  # not\n)\nclient(  # one\n  'sqs',  # two\n).purge_queue(  # three\n  # four\n  QueueUrl=url  # five\n)`,
      'sqs:purgequeue',
    ],
    ['by what they are called', `import boto3\nsession = boto3.Session()\ngetattr(session, 'client')('sqs')`, made],
    ['of another service', client('athena', ''), 'what athena does with other services is not known'],
  ]);
});

test('clients made by what another module has', () => {
  const files = {
    'app.py': "from clients import make as client_of\nclient_of('sns').publish(**it)",
    'clients.py': 'import boto3\nmake = boto3.client',
  };
  expect(calls(files)).toBe('sns:publish');
});

describe('clients made by a function', () => {
  const get = 'import boto3\ndef get(name): return boto3.client(name)\n';
  const purge = `get('sqs').purge_queue(QueueUrl=url)\n`;
  check([
    ['of its first argument', `${get}${purge}get('sns').publish()`, 'sqs:purgequeue sns:publish'],
    [
      'that keeps them',
      `import boto3, functools\n@functools.lru_cache(maxsize=None)\ndef get(name: str, region=None): return boto3.client(name, region_name=region)\n${purge}`,
      'sqs:purgequeue',
    ],
    [
      'of an object',
      `import boto3\nclass Aws:\n  def client(self, name): return self.session.client(name)\n  def purge(self): self.client('sqs').purge_queue()`,
      'sqs:purgequeue',
    ],
    ['by another', `${get}def find(name): return get(name)\nfind('sqs').purge_queue()`, 'sqs:purgequeue'],
    ['that nobody calls', get, made],
    ['that is handed on', `${get}${purge}run(get)`, made],
    ['that is asked for', `${get}${purge}getattr(aws, 'get')('sns')`, made],
    ['that is asked for by a name', `${get}${purge}getattr(aws, name)`, made],
    ['that an object may ask for', `${get}${purge}class A:\n  def run(self, name): getattr(self, name)('sns')`, made],
    ['of what only a run tells', `${get}${purge}get(kind)`, made],
    ['of no place', `${get}${purge}get(name='sns')`, made],
    ['of all that it is given', `${get}${purge}get(*names)`, made],
    ['of its second argument', `import boto3\ndef get(region, name): return boto3.client(name)\n${purge}`, made],
    [
      'of what it changes',
      `import boto3\ndef get(name):\n  name = name[1:]\n  return boto3.client(name)\n${purge}`,
      made,
    ],
    ['that others call', `import boto3\n@app.get('/x')\ndef get(name): return boto3.client(name)\n${purge}`, made],
    ['with a class', `import boto3\nclass A:\n  def __init__(self, name): boto3.client(name)\nA('sqs')`, made],
    [
      'in a circle',
      `import boto3\ndef get(name): return find(name) or boto3.client(name)\ndef find(name): return get(name)\n${purge}`,
      made,
    ],
  ]);

  test('of another module, by another name', () => {
    const files = { 'app.py': 'from aws import get as make\nmake("sqs").purge_queue()', 'aws.py': get };
    expect(calls(files)).toBe('sqs:purgequeue');
  });

  test('through more than anybody would write', () => {
    const chain = Array.from({ length: 5000 }, (_, n) => `def f${String(n + 1)}(name): return f${String(n)}(name)`);
    const code = `import boto3\ndef f0(name): return boto3.client(name)\n${chain.join('\n')}\nf5000('sqs')`;
    expect(calls(code)).toBe(made);
  });
});

describe('operations', () => {
  check([
    ['that others are much like', client('s3', 'it.list_objects_v2(Bucket=b)'), 's3:listbucket'],
    ['spelled in capitals', client('sns', 'it.get_sms_attributes()'), 'sns:getsmsattributes'],
    ['handed on', client('sqs', 'run(it.get_queue_url, QueueName=name)'), 'sqs:getqueueurl'],
    [
      'that would take things by name only',
      client('sns', 'mqtt.publish(topic, text)\nit.subscribe(**it)'),
      'sns:subscribe\nfirehose: sns may call it for this',
    ],
    [
      'of waiters of other services',
      `import boto3\nboto3.client('sqs')\nboto3.client('dynamodb').get_waiter('table_exists').wait()`,
      'dynamodb:describetable',
    ],
    ['of paginators', client('dynamodb', "it.get_paginator('scan').paginate()"), 'dynamodb:scan'],
    ['of waiters', client('dynamodb', "it.get_waiter('table_exists').wait()"), 'dynamodb:describetable'],
    ['of signed addresses', client('sqs', "it.generate_presigned_url(ClientMethod='send_message')"), 'sqs:sendmessage'],
    [
      'by their names',
      client('sqs', "getattr(it, 'send_message')()\nit._make_api_call('PurgeQueue', {})"),
      'sqs:sendmessage sqs:purgequeue',
    ],
    [
      'of constants',
      client('sqs', `for name in ('purge_queue', 'delete_queue'):\n  getattr(it, name)(QueueUrl=url)`),
      'sqs:purgequeue sqs:deletequeue',
    ],
    [
      'of constants, by another name',
      client('sqs', 'from operator import methodcaller as ask\nask(name)(it)'),
      `sqs: ${asked}`,
    ],
    ['that only a run tells', client('sqs', 'getattr(it, name)()'), `sqs: ${asked}`],
    [
      'of its own object, by name',
      client(
        'sqs',
        'class A:\n  def run(self, name):\n    getattr(self, name)()\n  def purge(self): it.purge_queue()\ngetattr(sys.modules[__name__], name)()',
      ),
      'sqs:purgequeue',
    ],
    ['of what a module has, by name', client('sqs', 'getattr(sys.modules[a].all[b], name)()'), `sqs: ${asked}`],
    ['that are all looked at', client('sqs', 'import inspect\ninspect.getmembers(it)'), `sqs: ${asked}`],
    [
      'of pages that only a run tells',
      client('lambda', 'it.get_paginator(name)'),
      `lambda: ${asked}\ndynamodb: lambda may call it for this\nkinesis: lambda may call it for this\ns3: lambda may call it for this\nsecretsmanager: lambda may call it for this\nsqs: lambda may call it for this`,
    ],
    [
      'that need several actions',
      client('sqs', 'it.create_queue(QueueName=name)'),
      'sqs:createqueue sqs:tagqueue sqs:setqueueattributes sqs:getqueueattributes',
    ],
    [
      'of which nobody knows what they need',
      client('s3', 'it.create_session(Bucket=b)'),
      's3: what CreateSession needs is not known',
    ],
    [
      'that ask for what is there',
      client('s3', 'it.delete_bucket(Bucket=b)\nit.put_bucket_cors(Bucket=b, IfMatch=tag)'),
      's3:deletebucket s3:getobject s3:putbucketcors',
    ],
    [
      'of services that call others',
      client('ec2', 'it.create_flow_logs()'),
      'firehose: ec2 may call it for this\nlogs: ec2 may call it for this\ns3: ec2 may call it for this\nssm: ec2 may call it for this',
    ],
    [
      'of services that call nobody for them',
      client('ec2', 'it.describe_instances()\nit.stop_instances(InstanceIds=ids)'),
      '',
    ],
    [
      'that need no action of their name',
      client('bedrock-runtime', 'it.converse(modelId=model)'),
      's3: bedrock may call it for this',
    ],
  ]);

  test('files of S3, which take arguments by their places', () => {
    expect(calls(client('s3', 'it.upload_file(path, bucket, key)'))).toContain('s3:putobject');
    expect(calls(client('s3', 'it.download_fileobj(bucket, key, file)'))).toContain('s3:getobject');
    expect(calls(client('s3', 'it.generate_presigned_post(bucket, key)'))).toContain('s3:putobject');
    expect(calls(client('s3', 'it.copy(source, bucket, key)'))).toMatch(/s3:getobject .*s3:putobject/);
    expect(calls(client('s3', 'given = event.copy()'))).toBe('');
  });
});

describe('objects of resources', () => {
  check(
    [
      [
        'tables',
        resource('dynamodb', "table = it.Table('orders')\ntable.put_item(Item=event.get('item'))"),
        'dynamodb:putitem',
      ],
      [
        'writers of batches',
        resource('dynamodb', 'with table.batch_writer() as batch:\n  batch.put_item(Item=item)'),
        'dynamodb:putitem dynamodb:batchwriteitem',
      ],
      [
        'what is loaded when it is asked for',
        resource('dynamodb', 'print(table.item_count)'),
        'dynamodb:describetable',
      ],
      ['clients of resources', resource('dynamodb', 'it.meta.client.transact_get_items()'), 'dynamodb:getitem'],
      [
        'collections',
        resource('s3', "for each in it.Bucket('b').objects.filter(Prefix=p): print(each.key)"),
        's3:listbucket',
      ],
      [
        'an object that no collection gives',
        resource('s3', "it.ObjectSummary('b', 'k').size"),
        's3:getobject s3:getobjectacl s3:getobjectattributes s3:getobjectlegalhold s3:getobjectretention s3:getobjecttagging s3:getobjectversion s3:getobjectversionacl s3:getobjectversionattributes s3:getobjectversiontagging s3:listbucket s3:listbucketversions',
      ],
      [
        'queues',
        resource(
          'sqs',
          "queue = it.get_queue_by_name(QueueName='q')\nfor each in queue.receive_messages():\n  each.delete()",
        ),
        'sqs:deletemessage sqs:deletequeue sqs:getqueueurl sqs:receivemessage',
      ],
      ['topics', resource('sns', 'topic.publish(Message=text)'), 'sns:publish'],
      [
        'settings of buckets',
        resource('s3', 'it.BucketPolicy(b).load_policy()'),
        's3: what BucketPolicy is asked for is not known',
      ],
      [
        'of services that are not judged',
        resource('ec2', ''),
        'ec2: what its resources call is not known\nfirehose: ec2 may call it for this\nlogs: ec2 may call it for this\ns3: ec2 may call it for this\nssm: ec2 may call it for this',
      ],
    ].map(
      ([what, code, told]) => [what, code, told?.replace(/s3:putobject$/, 's3:putobject')] as [string, string, string],
    ),
  );

  test('objects of S3', () => {
    expect(calls(resource('s3', "it.Object('b', 'k').get()['Body']"))).toContain('s3:getobject ');
    expect(calls(resource('s3', "event.get('Body')"))).toBe('');
    expect(calls(resource('s3', 'it.Object(b, k).put(Body=text)'))).toContain('s3:putobject ');
  });
});

describe('modules', () => {
  check([
    ['of Python itself', 'import json, os.path\nfrom collections import abc\nfrom __future__ import annotations', ''],
    ['that call nothing', 'import requests\nfrom bs4 import BeautifulSoup\nimport mypy_boto3_s3.type_defs', ''],
    [
      'that nobody knows',
      'import ours.db\nfrom theirs import x',
      'what ours calls of AWS is not known\nwhat theirs calls of AWS is not known',
    ],
    ['for types only', 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n  from ours import Thing', ''],
    [
      'of parameters',
      'from aws_lambda_powertools.utilities import parameters\nparameters.get_secret(name)',
      'secretsmanager:getsecretvalue',
    ],
    [
      'of parameters, by name',
      'from aws_lambda_powertools.utilities.parameters import get_parameter as get\nget(name)',
      'ssm:getparameter\nsecretsmanager: ssm may call it for this',
    ],
    [
      'of one kind of parameters',
      'from aws_lambda_powertools.utilities.parameters import DynamoDBProvider',
      'dynamodb:getitem dynamodb:query',
    ],
    [
      'that keep what was done',
      'from aws_lambda_powertools.utilities.idempotency import idempotent',
      'dynamodb:deleteitem dynamodb:getitem dynamodb:putitem dynamodb:updateitem',
    ],
    [
      'that log and trace',
      'from aws_lambda_powertools import Logger\nfrom aws_xray_sdk.core import patch_all\npatch_all()\nlogger = Logger()\n@logger.inject_lambda_context\ndef handler(event, context): pass',
      '',
    ],
    [
      'of settings that are secrets',
      'from pydantic_settings import AWSSecretsManagerSettingsSource, BaseSettings',
      'secretsmanager:getsecretvalue',
    ],
    ['that read no secrets', 'from pydantic_settings import BaseSettings, SettingsConfigDict', ''],
    ['that find handlers by documents', 'import connexion', 'what connexion calls of AWS is not known'],
    ['that read buckets', 'import pandas as pd\npd.read_csv(path)', 's3: which of it pandas calls is not known'],
    [
      'of durable functions',
      'from aws_durable_execution_sdk_python import DurableContext, durable_execution',
      'lambda:checkpointdurableexecution lambda:getdurableexecutionstate lambda:invokefunction',
    ],
    [
      'that invoke their function',
      'from slack_bolt.adapter.aws_lambda import SlackRequestHandler',
      'lambda:invokefunction',
    ],
    [
      'that answer for custom resources',
      'from crhelper import CfnResource',
      'events:deleterule events:putrule events:tagresource events:puttargets events:removetargets lambda:addpermission lambda:removepermission',
    ],
  ]);
});

describe('what is not followed', () => {
  check([
    ['other programs', 'import subprocess', "what it does by subprocess can't be told"],
    ['commands', "import os\nos.environ['HOME']\nos.system(command)", "what it does by os.system can't be told"],
    ['commands, by name', 'from os import popen', "what it does by os.popen can't be told"],
    ['text that is run', 'exec(text)\nvalue = eval(text)', 'it runs text as code\nit runs text as code'],
    ['models that are called so', 'model.eval()\nframe.eval("a + b")', ''],
    ['modules by name', 'import importlib\nimportlib.import_module(name)', loaded],
    ['modules by a text', 'import importlib\nimportlib.import_module("ours")', 'what ours calls of AWS is not known'],
    ['modules by what Python imports with', '__import__(name)', loaded],
    [
      'modules of a path',
      'import importlib.util\nimportlib.util.spec_from_file_location(name)',
      "what it does by importlib.util.spec_from_file_location can't be told",
    ],
    ['modules, by another name', 'from importlib import import_module as load\nload(name)', loaded],
    ['settings by name', 'app.config.from_object(name)', loaded],
    [
      'modules of a description',
      'import importlib.util\nimportlib.util.module_from_spec(it)',
      "what it does by importlib.util.module_from_spec can't be told",
    ],
    ['folders of modules', 'import sys\nsys.path.insert(0, folder)', "what it does by sys.path.insert can't be told"],
    [
      'programs of loops',
      'import asyncio\nasyncio.get_running_loop().subprocess_exec(make, "x")',
      'which programs it runs is not known',
    ],
    [
      'credentials',
      'import boto3\ncopy(boto3.Session().get_credentials())',
      'who is given its own credentials is not known',
    ],
    [
      'credentials of the environment',
      'import os\nos.environ["AWS_SECRET_ACCESS_KEY"]',
      'who is given its own credentials is not known',
    ],
    ['credentials of others', 'vault.get_credentials()', ''],
    [
      'names in other letters',
      client('sqs', 'it.ｐurge_queue(QueueUrl=url)'),
      'its names are spelled otherwise than they read',
    ],
    ['libraries of another language', 'import ctypes', "what it does by ctypes can't be told"],
    ['requests that are signed', 'sign("AWS4-HMAC-SHA256")', 'it signs requests by itself'],
    ['signers', 'from opensearchpy import AWSV4SignerAuth', 'it signs requests by itself'],
    ['signers of botocore', 'import botocore.auth', "what it does by botocore.auth can't be told"],
  ]);
});
