import type { ScimError } from '../error.js';
import type { ResourceType } from '../resource-type.js';

interface Addressed {
  /** The id in the path, or `bulkId:x` for what an operation of the same request creates. */
  readonly id: string;
  readonly version?: string;
}

/** What one operation of a bulk request asks for (RFC 7644 section 3.7). */
export type BulkAsk =
  | { readonly method: 'POST'; readonly type: ResourceType; readonly data: unknown }
  | (Addressed & {
      readonly method: 'PUT' | 'PATCH';
      readonly type: ResourceType;
      readonly data: unknown;
    })
  | (Addressed & { readonly method: 'DELETE'; readonly type: ResourceType });

/** One operation as it came: what it asks for, or why it cannot be done at all. */
export interface BulkOperation {
  /** As the answer repeats it; absent where it is none. */
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly bulkId?: string;
  readonly ask: BulkAsk | ScimError;
  /** The bulkIds it refers to, in its path and in its data. */
  readonly references: readonly string[];
}

export interface BulkRequest {
  /** After so many errors the rest is left undone; absent: never. */
  readonly failOnErrors?: number;
  readonly operations: readonly BulkOperation[];
}
