import { type Text, whyOpen } from '../../values/text.js';
import type { Graph } from '../graph.js';
import type { Resource } from '../resource.js';

/**
 * Whether a function is one for Lambda@Edge, by its role: CloudFront takes only those that it may replicate. Such a function can't
 * have a VPC, layers, a dead-letter queue or traces. Where only the deployment knows, that is noted, and nothing is asked of it.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html
 */
export function runsAtEdge(fn: Resource<'function'>, graph: Graph): boolean {
  const [service] = edgeServices(fn, graph);
  if (service?.open !== undefined) graph.unknown(service.open, service.text);
  return service !== undefined;
}

/** A service that may replicate a function; `open`: why that can't be told. */
interface EdgeService {
  readonly text: Text;
  readonly open?: string;
}

/** The services that a function's role trusts, as far as they are or may be Lambda@Edge: what is certain first. */
export const edgeServices = (fn: Resource<'function'>, graph: Graph): readonly EdgeService[] =>
  graph.quietly(() => {
    const { role } = fn;
    if (role.state !== 'known' || role.resource.trust.state !== 'known') return [];
    const services = role.resource.trust.value.statements.flatMap(({ effect, principals = [] }) =>
      effect === 'Deny'
        ? []
        : principals
            .filter(({ type, value }) => type === 'Service' && isEdge(value) !== false)
            .map(({ value: text }): EdgeService => {
              if (isEdge(text) === undefined) return { text, open: whyOpen(text) };
              return effect === 'Allow'
                ? { text }
                : { text, open: 'the Effect of its trust is known only at deployment' };
            }),
    );
    return services.sort((one, other) => Number(one.open !== undefined) - Number(other.open !== undefined));
  });

/** Whether a service is that of Lambda@Edge, in whatever region; `undefined` where its name does not even begin. */
function isEdge({ parts: [first] }: Text): boolean | undefined {
  if (typeof first === 'object') return undefined;
  return first?.startsWith('edgelambda.') === true;
}
