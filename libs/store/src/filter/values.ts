import type { AttributeDefinition, ResourceType } from '#scim';
import type { Bindings } from './bindings.js';
import type { Operand } from './operand.js';

/** What a filter is compiled for: the rows `r` of `resource` of one type. */
export interface Subject {
  readonly type: ResourceType;
  /** The public address of the SCIM root. */
  readonly baseUrl: string;
  readonly bindings: Bindings;
}

/** The values that an attribute has in row r: none, one, or those of a multi-valued attribute. */
export interface Values {
  /** Holds where some value meets a condition, which is made of operands asked for before; `picksFew`: few can. */
  readonly some: (condition: string, picksFew: boolean) => string;
  /** A value itself, or one of its sub-attributes. */
  readonly operand: (definition: AttributeDefinition) => Operand;
  /** An operand's expression for the primary value, or else the first one (RFC 7644 section 3.4.2.3). */
  readonly first: (expression: string) => string;
}

/** The value of an attribute that has one at most; its operand says whether it has. */
export const single = (operandOf: Values['operand']): Values => ({
  some: (condition) => condition,
  operand: operandOf,
  first: (expression) => expression,
});
