import { languageOf } from '../../resources/spelling.js';
import { get } from '../../template/node.js';
import { localName, type RawResource } from '../../template/template.js';
import type { Resolved } from '../../values/resolved.js';
import type { Text } from '../../values/text.js';
import type { Told } from '../../values/value.js';
import type { Graph } from '../graph.js';
import type { Spot, SubjectBase } from '../resource.js';

/** The policies of a function or a state machine of SAM. */
export interface TemplatedPolicies extends SubjectBase<'templatedPolicies'> {
  /** The policy templates among them, in the world that is being looked at. */
  uses(): readonly TemplateUse[];
}

/** One policy template, such as `DynamoDBReadPolicy`, with the values of its parameters. */
export interface TemplateUse extends Spot {
  readonly template: string;
  readonly parameters: readonly { readonly name: string; readonly value: Text; readonly at: Spot['at'] }[];
}

/** What an inline policy's document is called in each language. */
const documentWords = ['PolicyDocument', 'policy_document', 'policy'];

/** Whether an inline document is what a policy template stands for: it goes by the template's name. */
export const isOfTemplate = ({ name }: Told): boolean => !documentWords.includes(name);

/**
 * The policies of each function and state machine as SAM has them.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html
 */
export function templatedPoliciesOf(graph: Graph): readonly TemplatedPolicies[] {
  const written = (graph.template.written ?? []).flatMap(({ resources }) => resources);
  return written
    .filter(({ type, properties }) => languageOf(type) === 'sam' && properties.entries.has('Policies'))
    .map((resource) => {
      const { address, at, condition } = resource;
      const name = localName(address);
      const uses = (): readonly TemplateUse[] => graph.quietly(() => usesIn(resource, graph));
      return { kind: 'templatedPolicies', address, name, owner: address, at, condition, uses };
    });
}

function usesIn({ properties }: RawResource, graph: Graph): readonly TemplateUse[] {
  // A role of the user's own takes none of them.
  const role = get(properties, 'Role');
  const policies = get(properties, 'Policies');
  if (policies === undefined || (role !== undefined && graph.resolve(role).is !== 'absent')) return [];
  return each(graph.resolve(policies)).flatMap((policy) => {
    if (policy.is !== 'map' || policy.entries.size !== 1 || policy.entries.has('Statement')) return [];
    return [...policy.entries].map(([template, { key, value }]) => {
      const given = graph.resolve(value);
      const parameters = given.is === 'map' ? [...given.entries] : [];
      return {
        template,
        at: key,
        parameters: parameters.flatMap(([name, entry]) => {
          const found = graph.resolve(entry.value);
          const text = graph.textOf(found);
          const { via } = found;
          return text === undefined ? [] : [{ name, value: text, at: found.at, ...(via === undefined ? {} : { via }) }];
        }),
      };
    });
  });
}

const each = (value: Resolved): readonly Resolved[] => (value.is === 'list' ? value.items.flatMap(each) : [value]);
