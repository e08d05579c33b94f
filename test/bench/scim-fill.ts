import type { Store } from '#store';

/** The id of the nth User of a filled connection; connections may have the same ones. */
export const userId = (n: number): string => `a0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The id of the nth Group of a filled connection. */
export const groupId = (n: number): string => `c0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Some 0.9 kB, as an identity provider sends a person. */
const userBody = `jsonb_build_object(
  'userName', 'User' || n || '@example.com', 'externalId', 'ext-' || n, 'displayName', 'Person ' || n,
  'name', jsonb_build_object('familyName', 'Family' || (n % 997), 'givenName', 'Given' || n,
    'formatted', 'Given' || n || ' Family' || (n % 997)),
  'title', 'Engineer ' || (n % 100), 'userType', 'Employee', 'locale', 'zh-CN', 'timezone', 'Asia/Shanghai',
  'preferredLanguage', 'zh-CN', 'active', n % 20 <> 0, 'nickName', repeat('x', 120),
  'emails', jsonb_build_array(jsonb_build_object('type', 'work', 'primary', true,
    'value', 'User' || n || '@example.com')),
  'phoneNumbers', jsonb_build_array(jsonb_build_object('type', 'mobile', 'value', '+86139' || lpad(n::text, 8, '0'))),
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', jsonb_build_object(
    'employeeNumber', n::text, 'department', 'Department ' || (n % 50), 'costCenter', 'C' || (n % 10)))`;

/** Users 1 to `count` with their Links, in step and of any age, and the counter that knows them. */
export async function fillUsers(store: Store, connectionId: string, count: number): Promise<void> {
  const { database } = store;
  await database.orm.query(
    `insert into resource (connection_id, id, type, user_name_key, display_name_key, external_id, email_keys, body,
       created_at, modified_at)
     select $1, ('a0000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'User',
       'user' || n || '@example.com', 'person ' || n, 'ext-' || n, array['user' || n || '@example.com'], ${userBody},
       now() - ($2 - n) * interval '1 second', now() - ($2 - n) * interval '1 second'
     from generate_series(1, $2::integer) n`,
    [connectionId, count],
  );
  await fillLinks(store, connectionId, 'User');
}

/** Groups `from` to `to` with their Links. */
export async function fillGroups(
  store: Store,
  connectionId: string,
  from: number,
  to: number,
): Promise<void> {
  await store.database.orm.query(
    `insert into resource (connection_id, id, type, display_name_key, external_id, body)
     select $1, ('c0000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Group', 'team ' || n, 'team-' || n,
       jsonb_build_object('displayName', 'Team ' || n, 'externalId', 'team-' || n)
     from generate_series($2::integer, $3::integer) n`,
    [connectionId, from, to],
  );
  await fillLinks(store, connectionId, 'Group');
}

/** Users `from` to `to` become members of a Group. */
export async function fillMembers(
  store: Store,
  connectionId: string,
  group: number,
  from: number,
  to: number,
): Promise<void> {
  await store.database.orm.query(
    `insert into membership (connection_id, group_id, member_id, member_type)
     select $1, $2, ('a0000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'User'
     from generate_series($3::integer, $4::integer) n`,
    [connectionId, groupId(group), from, to],
  );
}

async function fillLinks(store: Store, connectionId: string, type: 'User' | 'Group'): Promise<void> {
  const [kind, lane] = type === 'User' ? ['account', 'people'] : ['department', 'departments'];
  await store.database.orm.query(
    `insert into link (connection_id, id, resource_id, kind, lane, presence, outcome, external_id, applied_generation)
     select $1, r.id, r.id, $3, $4, 'present', 'converged', substr(md5(r.id::text), 1, 16), 1
     from resource r where r.connection_id = $1 and r.type = $2
     on conflict do nothing`,
    [connectionId, type, kind, lane],
  );
  await store.database.orm.query(
    `insert into counter (connection_id, type, block, shard, n)
     select $1, type, seq >> 16, 0, count(*) from resource where connection_id = $1 and type = $2 group by 2, 3
     on conflict (connection_id, type, block, shard) do update set n = excluded.n`,
    [connectionId, type],
  );
}

/** What autovacuum does in time on a live store. */
export async function settle(store: Store): Promise<void> {
  await store.database.orm.query('vacuum (analyze) resource, membership, link, counter');
  await store.database.orm.query('checkpoint');
}
