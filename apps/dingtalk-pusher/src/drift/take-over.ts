import { accountTakenOver, belongingByStamp } from '#provisioning';
import type { Belonging, Unlinked } from '#provisioning';
import type { Connection, ConnectionStore, ReadingFinding, TakenOver, UnlinkedRow } from '#store';
import { appliedAccount, appliedDepartment, claimsOf } from '../applied.js';
import { observedAccount } from '../observed-account.js';
import { divide } from '../own-departments.js';
import type { Stamped } from './stamped.js';

/** Whose the accounts and departments are to be, and who asks. */
interface Taking {
  readonly connection: Connection;
  readonly store: Pick<ConnectionStore, 'readings' | 'preflights'>;
  readonly requestedBy: string;
}

/** Links what bears the stamp with whose it is. @returns what became of each */
export async function takeOver(
  { connection, store, requestedBy }: Taking,
  found: Stamped,
): Promise<readonly ReadingFinding[]> {
  const { readings } = store;
  const seen = new Set([...found.accounts.keys(), ...found.marked.keys()]);
  const unlinked = (await readings.unlinked()).map(unlinkedOf);
  const belonging = belongingByStamp(connection.stamp, unlinked, seen);
  const departments = departmentsOf(connection, found, belonging);
  const people = await peopleOf({ connection, store }, found, belonging, departments);
  const taken = await readings.takeOver([...departments, ...people], requestedBy);
  return told(store, found, belonging, taken);
}

function departmentsOf(
  { id: connectionId }: Connection,
  { marked }: Stamped,
  { belongs }: Belonging,
): readonly TakenOver[] {
  return [...marked].flatMap(([mark, { departmentId, name, parentId }]): TakenOver[] => {
    const linkId = belongs.get(mark);
    if (linkId === undefined) return [];
    const state = appliedDepartment({ name, parentId });
    return [
      {
        id: linkId,
        externalId: String(departmentId),
        mark,
        applied: state.fields,
        departmentIds: state.departmentIds,
        foreignDepartments: [],
        keys: claimsOf(connectionId, 'department', state),
      },
    ];
  });
}

/** @param departments those that are the connection's own again */
async function peopleOf(
  { connection, store: { readings } }: Pick<Taking, 'connection' | 'store'>,
  { accounts }: Stamped,
  { belongs }: Belonging,
  departments: readonly TakenOver[],
): Promise<readonly TakenOver[]> {
  const { id: connectionId, settings } = connection;
  const { defaultDepartmentId, holdingDepartmentId } = settings;
  const numbers = departments.map(({ externalId }) => Number(externalId));
  const own = new Set(
    [...numbers, defaultDepartmentId, holdingDepartmentId].filter((one) => one !== undefined),
  );
  const bodies = await readings.bodies([...accounts.keys()].flatMap((userId) => belongs.get(userId) ?? []));
  return [...accounts].flatMap(([userId, read]): TakenOver[] => {
    const linkId = belongs.get(userId);
    const body = linkId === undefined ? undefined : bodies.get(linkId);
    if (linkId === undefined || !body) return [];
    const { ours, foreign } = divide(read.departmentIds, own);
    const state = appliedAccount(accountTakenOver(settings, body, observedAccount(read, ours), 'us'));
    return [
      {
        id: linkId,
        externalId: userId,
        applied: state.fields,
        departmentIds: state.departmentIds,
        foreignDepartments: foreign,
        keys: claimsOf(connectionId, 'account', state),
      },
    ];
  });
}

async function told(
  { preflights }: Taking['store'],
  { accounts, marked }: Stamped,
  { belongs, contested }: Belonging,
  taken: ReadonlySet<string>,
): Promise<readonly ReadingFinding[]> {
  // A Link that has it already, in a store that was not lost whole, has found it long ago.
  const numbers = [...marked.values()].map(({ departmentId }) => String(departmentId));
  const linked = {
    account: await preflights.linked('account', [...accounts.keys()]),
    department: await preflights.linked('department', numbers),
  };
  const tell = (linkKind: 'account' | 'department', name: string, externalId: string): ReadingFinding[] => {
    const linkId = belongs.get(name);
    if (linkId !== undefined && taken.has(linkId))
      return [{ kind: 'takenOver', linkKind, linkId, externalId }];
    if (linked[linkKind].has(externalId)) return [];
    const kind = contested.has(name) ? 'contested' : 'unclaimed';
    return [{ kind, linkKind, linkId: null, externalId }];
  };
  return [
    ...[...marked].flatMap(([mark, { departmentId }]) => tell('department', mark, String(departmentId))),
    ...[...accounts.keys()].flatMap((userId) => tell('account', userId, userId)),
  ];
}

function unlinkedOf({ id, kind, resourceId, pathKey, resourceExternalId, userName }: UnlinkedRow): Unlinked {
  return {
    linkId: id,
    kind,
    ...(resourceId === null
      ? {}
      : {
          identity: {
            id: resourceId,
            ...(resourceExternalId === null ? {} : { externalId: resourceExternalId }),
            ...(userName === null ? {} : { userName }),
          },
        }),
    ...(pathKey === null ? {} : { pathKey }),
  };
}
