import { localName } from '../template/template.js';
import { type Hole, type Parts, type Text, textOf } from '../values/text.js';
import type { Graph } from './graph.js';
import type { AnyResource, Resource } from './resource.js';

/** A text that names a resource of this template, spelled out as far as that can be told. */
export interface Own {
  readonly text: Text;
  /** The function or the user pool of this template that it names. */
  readonly resource: Resource<'function'> | Resource<'userPool'> | undefined;
}

const hole = (name: string): Hole => ({ name: `\${${name}}`, word: true });
const arn = (service: string): Parts => [
  'arn:',
  hole('partition'),
  `:${service}:`,
  hole('region'),
  ':',
  hole('account'),
  ':',
];

/** Puts the ARN of a function or a user pool that this template makes in the place of a reference to it. */
export function spellOwn(text: Text, graph: Graph): Own {
  let resource: Own['resource'];
  const parts = text.parts.flatMap((part): Parts => {
    const made = typeof part === 'string' || part.resource === undefined ? undefined : part.resource;
    const found = made && ownOf(graph.resource(made.address), made.attribute);
    if (found === undefined) return [part];
    resource ??= found.resource;
    return found.parts;
  });
  return { text: textOf(parts, text.at), resource };
}

function ownOf(
  made: AnyResource | undefined,
  attribute: string,
): { readonly resource: Resource<'function'> | Resource<'userPool'>; readonly parts: Parts } | undefined {
  // CloudFormation's Ref, and Terraform's id, give the name; all else that is asked for holds the ARN.
  const isName = ['', 'id', 'function_name'].includes(attribute);
  switch (made?.kind) {
    case 'function':
      return { resource: made, parts: isName ? nameOf(made) : [...arn('lambda'), 'function:', ...nameOf(made)] };
    case 'functionAlias': {
      const { of } = made;
      if (of.state !== 'known') return undefined;
      const own = ownOf(of.resource, 'Arn');
      return own && { ...own, parts: [...own.parts, ':', hole('alias')] };
    }
    case 'userPool': {
      const pool = hole('pool');
      if (attribute === 'endpoint')
        return { resource: made, parts: ['cognito-idp.', hole('region'), '.amazonaws.com/', pool] };
      return { resource: made, parts: [...(isName ? [] : [...arn('cognito-idp'), 'userpool/']), pool] };
    }
    default:
      return undefined;
  }
}

/** The name of a function: its own, or what CloudFormation makes of the stack's and the logical id. */
function nameOf({ functionName, address }: Resource<'function'>): Parts {
  if (functionName.state === 'known') return functionName.value.parts;
  if (functionName.state === 'unknown') return [hole('name')];
  return [hole('stack'), `-${localName(address)}-`, hole('suffix')];
}
