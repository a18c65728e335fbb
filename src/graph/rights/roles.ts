import { identityOf } from '../../values/text.js';
import type { Link } from '../resource.js';

/**
 * What tells one role from another. A service takes only roles of its own account, and an account has one role of a name:
 * partition and account do not matter, however they are written.
 */
export function roleIdentity(role: Link<'role'>): string | undefined {
  if (role.state === 'absent') return undefined;
  if (role.state !== 'external') return role.identity;
  const { parts } = role.text;
  // A parameter that is empty until somebody gives it: whatever that will be, it is the same for all who use it.
  if (parts.length === 0) return role.via && `given:${role.via.file.path}:${String(role.via.start)}`;
  const last = parts.at(-1);
  if (typeof last === 'string' && last.includes('/')) return `role:${last.slice(last.lastIndexOf('/') + 1)}`;
  const first = parts.findIndex((part) => typeof part === 'string' && part.includes(':role/'));
  const head = parts[first];
  if (typeof head !== 'string') return role.identity;
  return `role:${identityOf({ parts: [head.slice(head.indexOf(':role/') + ':role/'.length), ...parts.slice(first + 1)] })}`;
}
