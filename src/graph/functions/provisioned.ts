import type { Graph } from '../graph.js';
import { leadsToFunction } from '../naming.js';
import type { Resource } from '../resource.js';
import { aliasesOf } from './triggers.js';

/**
 * What may keep instances of a function provisioned: its aliases and versions, and in Terraform resources of their own.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
 */
export const provisionedOf = (
  fn: Resource<'function'>,
  graph: Graph,
): readonly Resource<'functionAlias' | 'provisionedConcurrency'>[] =>
  graph.quietly(() => [
    ...aliasesOf(fn, graph),
    ...graph
      .naming('provisionedConcurrency', fn)
      .filter((config) => graph.exists(config) && leadsToFunction(config.of, fn)),
  ]);
