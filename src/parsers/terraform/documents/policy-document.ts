import type { Location } from '../../../source/source.js';
import { type Entry, get, type Node, opaque, scalar } from '../../../template/node.js';
import type { Plan } from '../plan-model.js';
import type { Instance } from '../plan/instances.js';
import { at as inside, own } from '../plan/loose.js';
import { valueOf } from '../plan/nodes.js';
import { mergedStatements, statementsOf } from './policy-statements.js';

/**
 * The document that an `aws_iam_policy_document` will give, from its blocks: source documents, then its own statements, then
 * what overrides them; a later statement takes the place of an earlier one with its `sid`.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function policyDocument(plan: Plan, instance: Instance): Node | undefined {
  return plan.once(`document ${instance.address}`, undefined, () => {
    const attributes = plan.attributes(instance);
    const at = attributes.at([]);
    const version = attributes.get('version');
    const sources = [
      ...documents(attributes.get('source_json'), at),
      ...documents(attributes.get('source_policy_documents'), at),
    ];
    const groups = [
      // No two of these may have a statement of one `sid`.
      sources.flat(),
      ownStatements(plan, instance, at),
      ...documents(attributes.get('override_json'), at),
      ...documents(attributes.get('override_policy_documents'), at),
    ];
    const entries = new Map<string, Entry>();
    entries.set('Version', { key: at, value: version ?? scalar('2012-10-17', at) });
    const statements: Node = { is: 'list', items: mergedStatements(groups), at };
    entries.set('Statement', { key: at, value: statements });
    return { is: 'map', entries, at };
  });
}

/** The statements of the data source itself. */
function ownStatements(plan: Plan, instance: Instance, at: Location): readonly Node[] {
  const attributes = plan.attributes(instance);
  const written = attributes.get('statement');
  if (written !== undefined) return statementsOf(written);
  // Blocks that a `dynamic` makes from what is unknown: nobody else fills this argument in.
  if (own(instance.unknown, 'statement') !== true) return [];
  return [opaque(`known after apply: the statements of ${instance.address}`, at)];
}

/** The statements of other documents, as text or as a list of texts. */
function documents(node: Node | undefined, at: Location): (readonly Node[])[] {
  if (node === undefined) return [];
  if (node.is === 'list') return node.items.flatMap((item) => documents(item, at));
  if (node.is === 'alias') return documents(node.of, at);
  if (node.is === 'map') return [listed(get(node, 'Statement'))];
  if (node.is === 'scalar' && typeof node.value === 'string') {
    if (node.value.trim() === '') return [];
    try {
      const statements = inside(JSON.parse(node.value) as unknown, ['Statement']);
      return [listed(valueOf(statements, node.at))];
    } catch {
      return [];
    }
  }
  return [[node.is === 'opaque' ? node : opaque('known after apply: a document that it is made of', node.at)]];
}

function listed(statements: Node | undefined): readonly Node[] {
  if (statements === undefined || statements.is === 'omitted') return [];
  if (statements.is === 'alias') return listed(statements.of);
  return statements.is === 'list' ? statements.items : [statements];
}
