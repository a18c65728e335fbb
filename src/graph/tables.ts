import type { Resource } from './resource.js';

/** A table where it is kept: by itself, or as a replica of a global table. */
type Replica = Pick<Resource<'table'>, 'pointInTimeRecovery' | 'encryptionKey' | 'tags'>;

/** The replicas of a global table, as far as they are known; any other table is the only one of itself. */
export function replicasOf(table: Resource<'table'> | Resource<'globalTable'>): readonly Replica[] {
  if (table.kind === 'table') return [table];
  return table.replicas.state === 'known' ? table.replicas.value : [];
}
