import type { Graph } from '../graph.js';
import type { Resource } from '../resource.js';

/** The function URLs, of those whose settings stand in one place, that are there in the world that is being looked at. */
export function urlsLike(url: Resource<'functionUrl'>, graph: Graph): readonly Resource<'functionUrl'>[] {
  const { authType } = url;
  return graph.quietly(() =>
    graph
      .all('functionUrl')
      .filter((each) => each.authType.at.start === authType.at.start && each.authType.at.file === authType.at.file)
      .slice(0, 5),
  );
}

/** The function that a URL, an event source mapping or settings for asynchronous invocation are for, also through an alias. */
export function calledBy({
  function: link,
}: Resource<'functionUrl' | 'mapping' | 'eventInvokeConfig'>): Resource<'function'> | undefined {
  if (link.state !== 'known') return undefined;
  if (link.resource.kind === 'function') return link.resource;
  const { of } = link.resource;
  return of.state === 'known' ? of.resource : undefined;
}
