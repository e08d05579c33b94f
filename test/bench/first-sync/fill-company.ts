import type { Connection, Store } from '#store';
import { fillGroups, fillMembers, fillUsers, groupId, settle } from '../scim-fill.js';

/** Below each department lie so many others. */
const branches = 8;

/**
 * What SCIM has written and nobody has done yet: people in Groups of equal size, the Groups in a tree.
 *
 * @param at when all of it became due
 */
export async function fillCompany(
  store: Store,
  { id }: Connection,
  { people, departments }: { readonly people: number; readonly departments: number },
  at: Date,
): Promise<void> {
  const { orm } = store.database;
  await fillUsers(store, id, people);
  await orm.query(
    `update resource set body = jsonb_set(body, '{active}', 'true') where connection_id = $1 and type = 'User'`,
    [id],
  );
  await fillGroups(store, id, 1, departments);
  const each = people / departments;
  for (let group = 1; group <= departments; group += 1) {
    await fillMembers(store, id, group, (group - 1) * each + 1, group * each);
    if (group > branches)
      await orm.query(
        `insert into membership (connection_id, group_id, member_id, member_type) values ($1, $2, $3, 'Group')`,
        [id, groupId(Math.ceil(group / branches) - 1), groupId(group)],
      );
  }
  await orm.query(
    `update link set presence = 'none', outcome = 'retry', external_id = null, applied_generation = 0, due_at = $2
     where connection_id = $1`,
    [id, at],
  );
  await settle(store);
}
