import { itemsOf } from '../../values/value.js';
import type { Graph } from '../graph.js';
import { leadsTo } from '../naming.js';
import type { Resource } from '../resource.js';
import { isServiceOf } from './endpoint-policies.js';

/** What of a template uses a VPC: functions in its subnets, and the endpoints by which private APIs are called. */
export interface VpcUse {
  readonly functions: readonly Resource<'function'>[];
  /** Those that functions are in. */
  readonly subnets: readonly Resource<'subnet'>[];
  readonly endpoints: readonly Resource<'vpcEndpoint'>[];
}

/** What uses a VPC, in the world that is being looked at. */
export function usersOfVpc(vpc: Resource<'vpc'>, graph: Graph): VpcUse {
  const own = graph.mentioning('subnet', vpc.address).filter((each) => graph.exists(each) && leadsTo(each.vpc, vpc));
  const used = own.map((subnet) => ({
    subnet,
    functions: graph
      .mentioning('function', subnet.address)
      .filter(
        (fn) => graph.exists(fn) && itemsOf(fn.subnets).some((link) => 'resource' in link && leadsTo(link, subnet)),
      ),
  }));
  return {
    functions: [...new Set(used.flatMap(({ functions }) => functions))],
    subnets: used.filter(({ functions }) => functions.length > 0).map(({ subnet }) => subnet),
    endpoints: graph
      .mentioning('vpcEndpoint', vpc.address)
      .filter((each) => graph.exists(each) && leadsTo(each.vpc, vpc) && isServiceOf(each, ['execute-api']) === 'yes'),
  };
}

/** Whether a VPC or a subnet has a flow log, and the first one that may be of it. */
export function flowLogsOf(
  of: Resource<'vpc'> | Resource<'subnet'>,
  graph: Graph,
): { readonly certain: boolean; readonly maybe: Resource<'flowLog'> | undefined } {
  const near = graph.mentioning('flowLog', of.address).filter((each) => graph.exists(each));
  return {
    certain: near.some((each) => leadsTo(each.of, of)),
    maybe: near.find((each) => each.of.state === 'unknown'),
  };
}
