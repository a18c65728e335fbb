import type { Graph } from '../graph.js';
import type { Resource } from '../resource.js';

/**
 * Whether a function is one for Lambda@Edge, by its role: CloudFront takes only those that it may replicate. Such a function can't
 * have a VPC, layers, a dead-letter queue or traces.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html
 */
export const runsAtEdge = (fn: Resource<'function'>, graph: Graph): boolean =>
  graph.quietly(() => {
    const { role } = fn;
    if (role.state !== 'known' || role.resource.trust.state !== 'known') return false;
    return role.resource.trust.value.statements.some(
      ({ effect, principals = [] }) =>
        effect === 'Allow' && principals.some(({ type, value: { parts } }) => type === 'Service' && isEdge(parts[0])),
    );
  });

const isEdge = (service: unknown): boolean => typeof service === 'string' && service.startsWith('edgelambda.');
