import type { Location } from '../../source/source.js';

/** What a node stands for. */
export type DiagramKind =
  | 'function'
  | 'role'
  | 'user'
  | 'policy'
  | 'boundary'
  | 'layer'
  | 'code signing'
  | 'api'
  | 'route'
  | 'authorizer'
  | 'user pool'
  | 'stage'
  | 'domain'
  | 'url'
  | 'queue'
  | 'topic'
  | 'bucket'
  | 'event source'
  | 'resource';

/** A resource, a part of one that is worth a box of its own, or something that the template only names. */
export interface DiagramNode {
  /** `n1`, `n2` …: never made from anybody's text. */
  readonly id: string;
  readonly kind: DiagramKind;
  /** What it is in words: `REST API`, `state machine`. */
  readonly noun: string;
  /** Its name, for people. Anybody's text: to be escaped. */
  readonly label: string;
  /** What it is called in the graph: an id in the template, an address in the plan, an ARN of something elsewhere. */
  readonly address: string;
  /** The resource of the user that it belongs to, as findings name it; missing where it is not in the template. */
  readonly owner?: string;
  readonly at?: Location;
  /** `elsewhere`: only its name is known. `unknown`: not even that. */
  readonly state: 'here' | 'elsewhere' | 'unknown';
  /** A word more: who may call a route, why something is unknown. */
  readonly note?: string;
  /** The condition under which it is there; missing where it always is. */
  readonly when?: string;
}

/** A relation between two nodes. */
export interface DiagramEdge {
  /** Ids of nodes. */
  readonly from: string;
  readonly to: string;
  /** A verb that reads from the first to the second: `acts as`. */
  readonly label: string;
  /** `false`: what it leads to, or whether it is there, is known only at deployment. */
  readonly certain: boolean;
  /** The condition under which it holds, as long as both nodes are there. */
  readonly when?: string;
}

/** The resources of one template or plan and their relations, over all its worlds. */
export interface Diagram {
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
}
