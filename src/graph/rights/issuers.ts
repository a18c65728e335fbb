import { isPassive } from '../../resources/passive.data.js';
import { type Text, wholeText } from '../../values/text.js';
import type { Graph } from '../graph.js';

/**
 * What a `Federated` principal is, as far as the template tells: an ARN with the issuer behind `oidc-provider/` or the name behind
 * `saml-provider/`, or a bare name.
 * `undefined`: known only at deployment.
 */
export function federatedName({ parts }: Text, graph: Graph): string | undefined {
  const text = wholeText({ parts });
  if (text !== undefined) return text;
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'object') {
    const address = only.resource?.address ?? '';
    if (isPassive(graph.raw(address)?.type, 'samlProvider')) return `arn:aws:iam::*:saml-provider/${address}`;
    const provider = graph.resource(address);
    if (provider?.kind !== 'oidcProvider') return undefined;
    const { url } = provider;
    const issuer = url.state === 'known' ? wholeText(url.value) : undefined;
    return issuer === undefined ? undefined : nameOf(issuer.replace(/^https:\/\//i, '').replace(/\/$/, ''));
  }
  const last = parts.at(-1);
  const [, kind, issuer] = (typeof last === 'string' && /:(oidc|saml)-provider\/(.+)$/s.exec(last)) || [];
  if (kind === 'saml') return `arn:aws:iam::*:saml-provider/${issuer ?? ''}`;
  return issuer === undefined ? undefined : nameOf(issuer);
}

/** The ARN of a provider, whichever its account. */
const nameOf = (issuer: string): string => `arn:aws:iam::*:oidc-provider/${issuer}`;
