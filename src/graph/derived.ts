import type { ResourceBase } from './resource.js';

type Base = Pick<ResourceBase, 'address' | 'owner' | 'condition' | 'at'>;

/** A subject that is no resource itself, but comes with one: it is there where that is. */
export abstract class DerivedSubject {
  readonly address: Base['address'];
  readonly owner: Base['owner'];
  readonly condition: Base['condition'];
  readonly at: Base['at'];

  constructor({ address, owner, condition, at }: Base) {
    this.address = address;
    this.owner = owner;
    this.condition = condition;
    this.at = at;
  }
}
