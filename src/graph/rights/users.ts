import type { PolicyDocument } from '../../iam/document.js';
import { wholeText } from '../../values/text.js';
import type { Value } from '../../values/value.js';
import type { Graph } from '../graph.js';
import { leadsTo } from '../naming.js';
import type { Resource } from '../resource.js';

/** The access keys that the template makes for a user. */
export const keysOf = (user: Resource<'user'>, graph: Graph): readonly Resource<'accessKey'>[] =>
  graph.mentioning('accessKey', user.address).filter((key) => graph.exists(key) && leadsTo(key.user, user));

/**
 * Whether all that a user may do is to send mail: SMTP takes nothing but credentials that are made of an access key.
 * @see https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html
 */
export function onlySendsMail(user: Resource<'user'>, graph: Graph): boolean {
  return graph.quietly(() => {
    const { inlinePolicies, managedPolicies } = user;
    const managed = managedPolicies.state === 'known' ? managedPolicies.value : [];
    const inline = inlinePolicies.state === 'known' ? inlinePolicies.value : [];
    const attached = [
      ...graph.mentioning('attachedPolicy', user.address),
      ...graph.mentioning('managedPolicy', user.address),
    ].filter((policy) => graph.exists(policy));
    const documents: readonly (Value<PolicyDocument> | undefined)[] = [
      ...inline.map(({ document }) => document),
      ...attached.map(({ document }) => document),
      ...managed.map((link) => (link.state === 'known' ? link.resource.document : undefined)),
    ];
    return documents.length > 0 && documents.every(isForMail);
  });
}

function isForMail(document: Value<PolicyDocument> | undefined): boolean {
  if (document?.state !== 'known' || document.value.unknowns.length > 0) return false;
  return document.value.statements.every(
    ({ effect, actions }) =>
      effect === 'Deny' || actions?.every((action) => /^ses:/i.test(wholeText(action) ?? '')) === true,
  );
}
