import type { AttributePath } from '../attribute-path.js';

/** The attribute operators of RFC 7644 Table 3, save `pr`. */
export const compareOperators = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const;
export type CompareOperator = (typeof compareOperators)[number];
export type CompareValue = string | number | boolean | null;

/** A filter as a value (RFC 7644 section 3.4.2.2). Operands and value agree with the attribute's type. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly filters: readonly Filter[] }
  | { readonly kind: 'not'; readonly filter: Filter }
  | Comparison
  | { readonly kind: 'present'; readonly attribute: AttributePath }
  /** One value of a multi-valued attribute matches all of `filter`, whose paths are relative to it. */
  | { readonly kind: 'valuePath'; readonly attribute: AttributePath; readonly filter: Filter }
  /** An attribute that no schema knows has no value, so nothing about it matches (RFC 7644 3.4.2.1). */
  | { readonly kind: 'nothing' };

export interface Comparison {
  readonly kind: 'compare';
  readonly attribute: AttributePath;
  readonly operator: CompareOperator;
  readonly value: CompareValue;
}
