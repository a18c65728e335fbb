import type { Location, SourceFile } from '../../../source/source.js';

/** An expression of the Terraform language, as it was written: located, and nothing worked out. */
export type Expression = { readonly at: Location } & (
  | { readonly is: 'literal'; readonly value: string | number | boolean | null }
  /**
   * A quoted template or a heredoc, or what stands in a directive of one (indentation taken off where `<<-` says so); parts that
   * are text are literal. `content` is what stands between the marks, and `holes` where each part that is no text stands, from
   * `${` to `}`.
   */
  | {
      readonly is: 'template';
      readonly parts: readonly (string | Expression)[];
      readonly heredoc: boolean;
      readonly content: Location;
      readonly holes: readonly Location[];
    }
  | { readonly is: 'tuple'; readonly items: readonly Expression[] }
  | { readonly is: 'object'; readonly entries: readonly ObjectEntry[] }
  /** `var.x`, `aws_iam_role.this[0].arn`, `module.a["k"].b`, `each.value.arn`, `local.x[*].id`. */
  | { readonly is: 'traversal'; readonly steps: readonly Step[] }
  | { readonly is: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly expands: boolean }
  | {
      readonly is: 'conditional';
      readonly condition: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  /** What is taken out of the value of an expression that is no name: `split(",", x)[0]`. */
  | { readonly is: 'access'; readonly of: Expression; readonly steps: readonly Step[] }
  /** `a == b`, `!a`: one or two operands. */
  | { readonly is: 'operation'; readonly operator: string; readonly operands: readonly Expression[] }
  | ({ readonly is: 'for' } & Loop)
  /** Whatever has no part in finding a value. */
  | { readonly is: 'other'; readonly what: string; readonly inner: readonly Expression[] }
);

/** `[for name, value in of : each if condition]`, or with `key` `{for … : key => each}`. */
export interface Loop {
  readonly names: readonly string[];
  readonly of: Expression;
  readonly key?: Expression;
  readonly each: Expression;
  readonly condition?: Expression;
  /** `each...`: values of the same key are put into a list. */
  readonly groups: boolean;
}

/** One entry of an object: `name = value`, or `(expression) = value`. */
export interface ObjectEntry {
  readonly key: Expression;
  readonly value: Expression;
}

/** One step of a traversal: a name, an index (`[0]`, `["k"]`), an index that is an expression, or a splat. */
export type Step =
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'index'; readonly key: string | number }
  | { readonly is: 'computed'; readonly of: Expression }
  | { readonly is: 'splat' };

/** A block: `resource "aws_lambda_function" "this" { … }`. */
export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  /** Its head, from the type to the last label. */
  readonly at: Location;
  readonly body: Body;
}

/** An argument: `timeout = 30`. */
export interface Attribute {
  readonly name: string;
  /** The name as it stands there. */
  readonly key: Location;
  readonly value: Expression;
}

/** What stands in a file or between the braces of a block. */
export interface Body {
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
}

/** Reads the text of a `.tf` file; what it does not understand is left out, never an error. */
export type ReadHcl = (file: SourceFile) => Body;
