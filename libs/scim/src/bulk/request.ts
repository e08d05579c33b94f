import { isJsonObject } from '#common';
import type { JsonObject } from '#common';
import { invalidPath, invalidSyntax, invalidValue, ScimError } from '../error.js';
import { fieldsOf } from '../fields.js';
import { readMessage } from '../message.js';
import { resourceTypes } from '../resource-type.js';
import type { ResourceType } from '../resource-type.js';
import type { BulkAsk, BulkOperation, BulkRequest } from './operation.js';
import { bulkIdIn, referencesIn } from './reference.js';

const bulkRequest = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';

/**
 * Reads the body of a bulk request (RFC 7644 section 3.7). What is wrong with one operation is told in its place.
 * Throws 400 invalidSyntax for what is no BulkRequest, 413 for more operations than `maxOperations`.
 */
export function readBulk(body: unknown, { maxOperations }: { readonly maxOperations: number }): BulkRequest {
  const fields = readMessage(body, bulkRequest);
  const operations = fields.get('operations');
  if (!Array.isArray(operations)) throw invalidSyntax('Operations must be an array.');
  if (operations.length > maxOperations) {
    throw new ScimError(
      413,
      `The request has more operations than the maxOperations (${String(maxOperations)}).`,
    );
  }
  const failOnErrors = readFailOnErrors(fields.get('failonerrors'));
  return {
    ...(failOnErrors === undefined ? {} : { failOnErrors }),
    operations: readOperations(operations),
  };
}

function readFailOnErrors(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Number.isSafeInteger(value)) throw invalidValue('failOnErrors must be an integer.');
  // Of an operation that failed there is one error at least.
  return Math.max(1, value as number);
}

function readOperations(operations: readonly unknown[]): readonly BulkOperation[] {
  const known = new Set<string>();
  for (const operation of operations) {
    const bulkId = isJsonObject(operation) ? fieldsOf(operation).get('bulkid') : undefined;
    if (typeof bulkId === 'string') known.add(bulkId);
  }
  const made = new Set<string>();
  return operations.map((operation, index) => {
    const read = readOperation(operation, `Operations[${String(index)}]`, known);
    if (read.method !== 'POST' || read.bulkId === undefined) return read;
    if (!made.has(read.bulkId)) {
      made.add(read.bulkId);
      return read;
    }
    const twice = invalidValue(`Operations[${String(index)}].bulkId is that of an operation before.`);
    return { method: read.method, bulkId: read.bulkId, ask: twice, references: [] };
  });
}

function readOperation(operation: unknown, label: string, known: ReadonlySet<string>): BulkOperation {
  if (!isJsonObject(operation)) {
    return { ask: invalidSyntax(`${label} must be an object.`), references: [] };
  }
  const fields = fieldsOf(operation);
  const method = methodOf(fields.get('method'));
  const given = fields.get('bulkid');
  const bulkId = typeof given === 'string' && given !== '' ? given : undefined;
  const repeated = {
    ...(method === undefined ? {} : { method }),
    ...(bulkId === undefined ? {} : { bulkId }),
  };
  try {
    const ask = readAsk(fields, method, bulkId, label);
    return { ...repeated, ask, references: referencesOf(ask, known) };
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    return { ...repeated, ask: error, references: [] };
  }
}

function methodOf(value: unknown): BulkOperation['method'] {
  switch (typeof value === 'string' ? value.toUpperCase() : undefined) {
    case 'POST':
      return 'POST';
    case 'PUT':
      return 'PUT';
    case 'PATCH':
      return 'PATCH';
    case 'DELETE':
      return 'DELETE';
    default:
      return undefined;
  }
}

function readAsk(
  fields: ReadonlyMap<string, unknown>,
  method: BulkOperation['method'],
  bulkId: string | undefined,
  label: string,
): BulkAsk {
  if (method === undefined) throw invalidSyntax(`${label}.method must be POST, PUT, PATCH or DELETE.`);
  const { type, id } = readPath(fields.get('path'), label);
  const data = fields.get('data');
  if (method === 'POST') {
    if (id !== undefined) throw invalidPath(`${label}.path must be the endpoint of a resource type.`);
    if (bulkId === undefined) throw invalidSyntax(`${label}.bulkId is required for a POST.`);
    return { method, type, data: demandData(data, label) };
  }
  if (id === undefined) throw invalidPath(`${label}.path must name a resource.`);
  const version = fields.get('version');
  if (version !== undefined && version !== null && typeof version !== 'string') {
    throw invalidValue(`${label}.version must be a string.`);
  }
  const addressed = { type, id, ...(typeof version === 'string' ? { version } : {}) };
  return method === 'DELETE'
    ? { method, ...addressed }
    : { method, ...addressed, data: demandData(method === 'PATCH' ? patchOf(data) : data, label) };
}

/** The example of RFC 7644 section 3.7.3 has the operations of a PATCH by themselves. */
const patchOf = (data: unknown): unknown => (Array.isArray(data) ? { Operations: data } : data);

function demandData(data: unknown, label: string): JsonObject {
  if (!isJsonObject(data)) throw invalidSyntax(`${label}.data must be an object.`);
  return data;
}

/** `/Users`, `/Groups/id` or `/Users/bulkId:x`; the version of the API may stand before it. */
function readPath(path: unknown, label: string): { readonly type: ResourceType; readonly id?: string } {
  if (typeof path !== 'string') throw invalidPath(`${label}.path must be a string.`);
  const [endpoint = '', id, ...more] = path
    .replace(/^\/?(?:v2\/)?/i, '')
    .replace(/\/$/, '')
    .split('/');
  const found = Object.values(resourceTypes).find(
    (definition) => definition.endpoint.slice(1).toLowerCase() === endpoint.toLowerCase(),
  );
  if (found === undefined || more.length > 0) throw invalidPath(`${label}.path names no resource type.`);
  return id === undefined ? { type: found.name } : { type: found.name, id };
}

function referencesOf(ask: BulkAsk, known: ReadonlySet<string>): readonly string[] {
  const inPath = ask.method === 'POST' ? undefined : bulkIdIn(ask.id);
  const inData = ask.method === 'DELETE' ? [] : referencesIn(ask.data, (bulkId) => known.has(bulkId));
  return [...new Set([...(inPath === undefined ? [] : [inPath]), ...inData])];
}
