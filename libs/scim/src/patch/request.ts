import { isJsonObject } from '#common';
import { invalidPath, invalidSyntax, invalidValue, noTarget } from '../error.js';
import { fieldsOf } from '../fields.js';
import { readMessage } from '../message.js';
import type { RawOperation } from '../quirk-mends.js';
import { mendOperation } from '../quirks.js';
import { resolvePath } from '../attribute-path.js';
import type { ResourceType } from '../resource-type.js';
import { schemaOperations, targetOperations } from './assignment.js';
import type { PatchOperation, PatchRequest } from './operation.js';
import { demandWritable, parsePatchPath } from './path.js';

const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/**
 * Reads the body of a PATCH (RFC 7644 section 3.5.2). Throws 400 with invalidSyntax for a body that is no
 * PatchOp, invalidPath, invalidFilter, noTarget, mutability or invalidValue for an operation that cannot be.
 */
export function parsePatch(body: unknown, type: ResourceType): PatchRequest {
  const operations = readMessage(body, patchOp).get('operations');
  if (!Array.isArray(operations) || operations.length === 0) {
    throw invalidSyntax('Operations must be an array of one operation or more.');
  }
  return {
    operations: operations.flatMap((operation: unknown, index) => {
      const label = `Operations[${index}]`;
      return mendOperation(rawOperation(operation, label), type).flatMap((mended) =>
        readOperation(mended, type, label),
      );
    }),
  };
}

function rawOperation(operation: unknown, label: string): RawOperation {
  if (!isJsonObject(operation)) throw invalidSyntax(`${label} must be an object.`);
  const fields = fieldsOf(operation);
  return { op: fields.get('op'), path: fields.get('path'), value: fields.get('value') };
}

function readOperation(raw: RawOperation, type: ResourceType, label: string): readonly PatchOperation[] {
  const { op, path, value } = raw;
  if (op !== 'add' && op !== 'replace' && op !== 'remove') {
    throw invalidSyntax(`${label}.op must be add, remove or replace.`);
  }
  if (path !== undefined && typeof path !== 'string') throw invalidPath(`${label}.path must be a string.`);
  if (path === undefined) {
    // RFC 7644 section 3.5.2.2: without a path a "remove" has no target.
    if (op === 'remove') throw noTarget(`${label}.path is required to remove something.`);
    return pathlessOperations(op, value, type, label);
  }
  const target = parsePatchPath(path, type, `${label}.path`);
  if (op !== 'remove' && value === undefined) throw invalidValue(`${label}.value is required.`);
  switch (target.kind) {
    case 'ignored':
      return [];
    case 'schema':
      return schemaOperations(op, target.schema, value);
    case 'attribute':
      return targetOperations(op, target, value);
  }
}

/** Without a path the target is the resource itself and the value a set of its attributes. */
function pathlessOperations(
  op: 'add' | 'replace',
  value: unknown,
  type: ResourceType,
  label: string,
): readonly PatchOperation[] {
  if (!isJsonObject(value)) throw invalidValue(`${label}.value must be an object when there is no path.`);
  return Object.entries(value).flatMap(([name, attributeValue]) => {
    const resolution = resolvePath(name, type);
    switch (resolution.kind) {
      case 'schema':
        return schemaOperations(op, resolution.schema, attributeValue);
      case 'attribute':
        demandWritable(resolution.path);
        return targetOperations(op, resolution, attributeValue);
      // Unknown attributes are ignored, as they are when a resource is created.
      case 'unknownAttribute':
      case 'unknownSchema':
      case 'malformed':
        return [];
    }
  });
}
