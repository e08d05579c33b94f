import type { Json, JsonObject } from '#common';
import { scimErrorBody } from '../error.js';
import type { ScimError } from '../error.js';
import type { BulkOperation } from './operation.js';

/** What became of one operation. `location` is absent for a POST that failed. */
export type BulkResult =
  | { readonly status: 200 | 201 | 204; readonly location: string; readonly version?: string }
  | { readonly error: ScimError; readonly location?: string };

/** The answer to a bulk request (RFC 7644 section 3.7): of the operations that were looked at, in their order. */
export function bulkResponse(
  done: readonly { readonly operation: BulkOperation; readonly result: BulkResult }[],
): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'],
    Operations: done.map(({ operation, result }) => resultBody(operation, result)),
  };
}

function resultBody({ method, bulkId }: BulkOperation, result: BulkResult): JsonObject {
  const body: Record<string, Json> = {};
  if (method !== undefined) body['method'] = method;
  if (bulkId !== undefined) body['bulkId'] = bulkId;
  if (result.location !== undefined) body['location'] = result.location;
  if ('error' in result) {
    body['status'] = String(result.error.status);
    body['response'] = scimErrorBody(result.error);
  } else {
    if (result.version !== undefined) body['version'] = result.version;
    body['status'] = String(result.status);
  }
  return body;
}
