import { isJsonObject } from '#common';
import type { JsonObject } from '#common';
import { isStored } from '../attribute.js';
import type { SchemaDefinition } from '../attribute.js';
import { pathLabel, withSub } from '../attribute-path.js';
import type { AttributePath } from '../attribute-path.js';
import { invalidValue, mutability } from '../error.js';
import { fieldsOf } from '../fields.js';
import type { Filter } from '../filter/filter.js';
import { readMembers } from '../member.js';
import { onlyOf } from '../quirk-mends.js';
import { mendValue } from '../quirks.js';
import { membersAttribute } from '../schema/group.js';
import { readComplex, readValue } from '../value.js';
import { idsNamedBy } from './member-filter.js';
import type { MemberOperation, PatchOperation } from './operation.js';

type Op = 'add' | 'replace' | 'remove';
interface Target {
  readonly path: AttributePath;
  readonly filter?: Filter;
}

/** The steps for a whole schema: one for each attribute that the value names, or for all of them. */
export function schemaOperations(
  op: Op,
  schema: SchemaDefinition,
  value: unknown,
): readonly PatchOperation[] {
  const whole = op === 'remove' || value === null || value === '';
  if (!whole && !isJsonObject(value)) throw invalidValue(`${schema.id} must be an object.`);
  const fields = fieldsOf(isJsonObject(value) ? value : {});
  return schema.attributes.flatMap((attribute): readonly PatchOperation[] => {
    const target = { path: { schema: schema.id, attribute } };
    if (whole) return op === 'add' ? [] : targetOperations('remove', target, undefined);
    const field = fields.get(attribute.name.toLowerCase());
    return field === undefined ? [] : targetOperations(op, target, field);
  });
}

/** The steps for one attribute, its values read. Throws 400 invalidValue naming the attribute. */
export function targetOperations(op: Op, target: Target, value: unknown): readonly PatchOperation[] {
  const { attribute } = target.path;
  if (attribute === membersAttribute) return [memberOperation(op, target, value)];
  // Passwords are taken and forgotten.
  if (!isStored(attribute)) return [];
  if (op === 'remove') return [selecting({ kind: op, path: target.path }, target.filter)];
  if (target.filter !== undefined && target.path.sub === undefined) {
    return [
      selecting({ kind: op, path: target.path, value: readElement(target.path, value) }, target.filter),
    ];
  }
  return assignments(op, target, value);
}

/**
 * A complex attribute is written one sub-attribute at a time: those that the value does not name are left
 * unchanged (RFC 7644 section 3.5.2.3).
 */
function assignments(op: 'add' | 'replace', target: Target, value: unknown): readonly PatchOperation[] {
  const { path, filter } = target;
  const definition = path.sub ?? path.attribute;
  const mended = mendValue(definition, value);
  if (definition.type === 'complex' && !definition.multiValued && mended !== null) {
    if (!isJsonObject(mended)) throw invalidValue(`${pathLabel(path)} must be an object.`);
    const fields = fieldsOf(mended);
    return definition.subAttributes.flatMap((sub) => {
      const field = fields.get(sub.name.toLowerCase());
      return field === undefined || !isStored(sub)
        ? []
        : assignments(op, { path: withSub(path, sub) }, field);
    });
  }
  const isSimple = definition.type !== 'complex' && !definition.multiValued;
  const read = readValue(definition, isSimple ? onlyOf(mended) : value, pathLabel(path)) ?? null;
  return [selecting({ kind: op, path, value: read }, filter)];
}

function selecting<Operation extends PatchOperation>(
  operation: Operation,
  filter: Filter | undefined,
): Operation {
  return filter === undefined ? operation : { ...operation, filter };
}

/** The element that a filter selects is one; a list of one is sent for it too. */
function readElement(path: AttributePath, value: unknown): JsonObject | null {
  if (value === null || value === '') return null;
  return readComplex(path.attribute, onlyOf(value), pathLabel(path)) ?? null;
}

function memberOperation(op: Op, target: Target, value: unknown): MemberOperation {
  const { path, filter } = target;
  // RFC 7643 section 4.2: members are added and removed, their sub-attributes are immutable.
  if (path.sub !== undefined) throw mutability(`${pathLabel(path)} is immutable.`);
  if (op !== 'remove') {
    if (filter !== undefined) throw mutability('A member is immutable: it can only be added or removed.');
    return { kind: op === 'add' ? 'addMembers' : 'replaceMembers', members: readMembers(value) };
  }
  if (filter === undefined) return { kind: 'replaceMembers', members: [] };
  const ids = idsNamedBy(filter);
  return ids === undefined ? { kind: 'removeMembersWhere', filter } : { kind: 'removeMembers', ids };
}
