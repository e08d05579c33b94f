import { isJsonObject } from '#common';
import { invalidValue } from './error.js';
import { fieldsOf } from './fields.js';
import { mendValue } from './quirks.js';
import { membersAttribute } from './schema/group.js';
import { isStorableText } from './value.js';

/** A member as a client names it. Without `type` the id alone says what it is. */
export interface MemberRef {
  readonly value: string;
  readonly type?: 'User' | 'Group';
}

/**
 * Reads a Group's members (RFC 7643 section 4.2); of one value named twice one is kept.
 * Throws 400 invalidValue naming the index of a member without a value.
 */
export function readMembers(value: unknown): readonly MemberRef[] {
  const mended = mendValue(membersAttribute, value);
  if (mended === undefined || mended === null) return [];
  if (!Array.isArray(mended)) throw invalidValue('members must be an array.');
  const members = new Map<string, MemberRef>();
  for (const [index, element] of mended.entries()) {
    const member = readMember(element, `members[${index}]`);
    const known = members.get(member.value);
    if (known?.type === undefined) members.set(member.value, member);
  }
  return [...members.values()];
}

function readMember(element: unknown, path: string): MemberRef {
  if (!isJsonObject(element)) throw invalidValue(`${path} must be an object.`);
  const fields = fieldsOf(element);
  const value = fields.get('value');
  if (typeof value !== 'string' || value === '' || !isStorableText(value)) {
    throw invalidValue(`${path}.value must be the id of a member.`);
  }
  const type = memberType(fields.get('type'));
  return type === undefined ? { value } : { value, type };
}

/** Canonical values are suggestions (RFC 7643 section 7): a type of another name is as good as none. */
function memberType(value: unknown): MemberRef['type'] {
  if (typeof value !== 'string') return undefined;
  switch (value.toLowerCase()) {
    case 'user':
      return 'User';
    case 'group':
      return 'Group';
    default:
      return undefined;
  }
}
