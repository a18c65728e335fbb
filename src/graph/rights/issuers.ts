import { type Text, wholeText } from '../../values/text.js';
import type { Graph } from '../graph.js';

/**
 * What a `Federated` principal is, as far as the template tells: an ARN with the issuer behind `oidc-provider/`, or a bare name.
 * `undefined`: known only at deployment.
 */
export function federatedName({ parts }: Text, graph: Graph): string | undefined {
  const text = wholeText({ parts });
  if (text !== undefined) return text;
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'object') {
    const provider = graph.resource(only.resource?.address ?? '');
    if (provider?.kind !== 'oidcProvider') return undefined;
    const { url } = provider;
    const issuer = url.state === 'known' ? wholeText(url.value) : undefined;
    return issuer === undefined ? undefined : nameOf(issuer.replace(/^https:\/\//i, '').replace(/\/$/, ''));
  }
  const last = parts.at(-1);
  const issuer = typeof last === 'string' ? /:oidc-provider\/(.+)$/s.exec(last)?.[1] : undefined;
  return issuer === undefined ? undefined : nameOf(issuer);
}

/** The ARN of a provider, whichever its account. */
const nameOf = (issuer: string): string => `arn:aws:iam::*:oidc-provider/${issuer}`;
