import { isTerraform } from '../../resources/spelling.js';
import { type Text, type Verdict, wholeText } from '../../values/text.js';
import { aliasRemedy, namedAliasesOf } from '../functions/aliases.js';
import type { Graph } from '../graph.js';
import type { Resource } from '../resource.js';
import { targetOf } from './permissions.js';

const latest = '$LATEST';

/** Whether a permission is for a version or an alias of a function, and not for whatever its code is. */
export function isQualified({ function: called, qualifier }: Resource<'permission'>): Verdict {
  if (qualifier.state === 'unknown') return 'maybe';
  if (qualifier.state === 'known' && qualifier.value.parts.length > 0)
    return wholeText(qualifier.value) === latest ? 'no' : 'yes';
  switch (called.state) {
    case 'known':
      if (called.resource.kind === 'functionAlias') return 'yes';
      return called.qualifier === undefined || called.qualifier === latest ? 'no' : 'yes';
    case 'external':
      return endsInQualifier(called.text);
    default:
      return 'maybe';
  }
}

/** Stands for text that may have a colon in it: of the private use area, so that no name has it. */
const open = '\uE000';

/** Whether the name or the ARN of a function goes on with a qualifier. */
function endsInQualifier({ parts }: Text): Verdict {
  const spelled = parts.map((part) => (typeof part === 'string' ? part : part.word === true ? 'word' : open)).join('');
  const [name = '', qualifier] = spelled.replace(/^.*:function:/, '').split(':');
  if (qualifier !== undefined) return qualifier === latest ? 'no' : 'yes';
  return name.includes(open) ? 'maybe' : 'no';
}

/** What makes a permission one for an alias, in the words of its author. */
export function qualifierRemedy(permission: Resource<'permission'>, graph: Graph): string {
  const { called, qualifier } = graph.quietly(() => ({ called: permission.function, qualifier: permission.qualifier }));
  const target = targetOf(permission, graph);
  const made = called.state === 'known' && called.resource.kind === 'function' ? called.resource : undefined;
  const lacksAlias = made !== undefined && namedAliasesOf(made, graph).length === 0;
  if (permission.generated && lacksAlias) return aliasRemedy(made);
  if (permission.generated) return `name an alias of ${target}`;
  return isTerraform(permission.language)
    ? `set ${qualifier.name} to the name of an alias of ${target}`
    : `set ${called.name} to an alias of ${target}`;
}
