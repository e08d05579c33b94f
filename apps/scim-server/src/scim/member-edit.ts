import { asResourceId } from '#common';
import type { ResourceId } from '#common';
import { matches, ScimError } from '#scim';
import type { MemberChange, MemberRef } from '#scim';
import type { InsideEdit, MemberEdit } from '#store';

/**
 * The ids of members that a client names.
 *
 * @throws ScimError 400 invalidValue naming the position of one that does not exist
 */
export async function knownMembers(
  inside: Pick<InsideEdit, 'resolve'>,
  members: readonly MemberRef[],
): Promise<readonly ResourceId[]> {
  const ids = members.map(({ value }) => asResourceId(value));
  const known = await inside.resolve(ids.filter((id) => id !== undefined));
  return ids.map((id, index) => {
    if (id !== undefined && known.has(id)) return id;
    throw new ScimError(
      400,
      `members[${String(index)}].value names no resource of this server.`,
      'invalidValue',
    );
  });
}

/** A MemberChange with every id known and every filter decided. Members are read only when a filter asks. */
export async function toMemberEdit(change: MemberChange, inside: InsideEdit): Promise<MemberEdit> {
  const replaceAll = change.replaceAll && (await knownMembers(inside, change.replaceAll));
  const add = await knownMembers(inside, change.add);
  // A member that does not exist is none: removing it changes nothing.
  const remove = change.remove.map(asResourceId).filter((id) => id !== undefined);
  if (change.removeWhere.length > 0) {
    const present = await inside.members();
    for (const { value, type, display } of present) {
      const shown = { value, type, ...(display === undefined ? {} : { display }) };
      if (change.removeWhere.some((filter) => matches(filter, shown))) remove.push(value);
    }
  }
  return { remove, add, ...(replaceAll ? { replaceAll } : {}) };
}
