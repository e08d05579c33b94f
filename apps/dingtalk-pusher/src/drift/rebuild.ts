import type { JsonObject } from '#common';
import { getDepartment } from '#dingtalk';
import type { DepartmentRead, DingTalkClient, UserRead } from '#dingtalk';
import { accountTakenOver, belongingByStamp } from '#provisioning';
import type { Unlinked } from '#provisioning';
import type { Connection, ConnectionStore, ReadingFinding, TakenOver, UnlinkedRow } from '#store';
import { appliedAccount, appliedDepartment, claimsOf } from '../applied.js';
import { probe } from '../doctor/probe.js';
import { observedAccount } from '../observed-account.js';
import { divide } from '../own-departments.js';
import { patiently } from '../patiently.js';
import { readOrganisation } from '../read-organisation.js';

/** What a rebuild is about, and what it works with. */
export interface Rebuild {
  readonly connection: Connection;
  readonly store: Pick<ConnectionStore, 'readings' | 'preflights' | 'runs' | 'neighbours'>;
  readonly client: DingTalkClient;
  /** `admin:<name>` */
  readonly requestedBy: string;
}

/**
 * Finds again in DingTalk what a lost mapping store had made there, by the stamp that it bears, and plans the way to
 * what SCIM says now as a run that is held. While DingTalk is read nothing of the connection is carried out. What bears
 * the stamp and is nobody's stays as it is.
 */
export async function rebuild({ connection, store, client, requestedBy }: Rebuild): Promise<JsonObject> {
  const { readings, runs } = store;
  const { id } = await readings.begin('rebuild', requestedBy);
  const runId = await runs.begin('rebuild', requestedBy);
  const found = new Found(connection.stamp);
  let unread = 0;
  try {
    const { neighbours } = store;
    const seen = await readOrganisation(
      { connection, neighbours, client },
      {
        departments: (below, parentId) => {
          found.departments(below, parentId);
        },
        people: async (members) => {
          found.people(members);
          await runs.join(runId);
        },
      },
    );
    if (seen.kind === 'read') {
      for (const departmentId of found.unmarked()) {
        await runs.join(runId);
        const told = await probe(() => patiently(() => getDepartment(client, departmentId)));
        if (told.kind === 'done') found.mark(departmentId, told.value);
        else if (told.kind !== 'rejected') unread += 1;
      }
      await readings.note(id, await takeOver(connection, store, requestedBy, found));
    }
    await readings.finish(id, unread === 0 ? seen : Object.assign({}, seen, { whole: false }), runId);
  } finally {
    await runs.close(runId);
  }
  return { reading: id };
}

type Placed = DepartmentRead & { readonly parentId: number };

/** What bears the connection's stamp. */
class Found {
  readonly accounts = new Map<string, UserRead>();
  /** By mark. */
  readonly marked = new Map<string, Placed>();
  private readonly others = new Map<number, Placed>();

  constructor(private readonly stamp: string) {}

  departments(below: readonly DepartmentRead[], parentId: number): void {
    for (const read of below) this.department(Object.assign({}, read, { parentId }));
  }

  people(members: readonly UserRead[]): void {
    for (const read of members)
      if (read.userId.startsWith(`${this.stamp}-`)) this.accounts.set(read.userId, read);
  }

  /** A list of departments may leave their marks out (fact sheet 2.5): these are to be asked for by themselves. */
  unmarked(): readonly number[] {
    return [...this.others.keys()];
  }

  mark(departmentId: number, { sourceIdentifier }: DepartmentRead): void {
    const read = this.others.get(departmentId);
    if (read && sourceIdentifier !== undefined)
      this.department(Object.assign({}, read, { sourceIdentifier }));
  }

  private department(read: Placed): void {
    const { sourceIdentifier: mark, departmentId } = read;
    if (mark === undefined) this.others.set(departmentId, read);
    else if (mark.startsWith(`${this.stamp}:`)) this.marked.set(mark, read);
  }
}

/** Links what was found with whose it is. @returns what became of each */
async function takeOver(
  connection: Connection,
  { readings, preflights }: Pick<ConnectionStore, 'readings' | 'preflights'>,
  requestedBy: string,
  { accounts, marked }: Found,
): Promise<readonly ReadingFinding[]> {
  const { id: connectionId, stamp, settings } = connection;
  const seen = new Set([...accounts.keys(), ...marked.keys()]);
  const { belongs, contested } = belongingByStamp(stamp, (await readings.unlinked()).map(unlinkedOf), seen);

  const departments = [...marked].flatMap(([mark, { departmentId, name, parentId }]): TakenOver[] => {
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
  const { defaultDepartmentId, holdingDepartmentId } = settings;
  const own = new Set(
    [
      ...departments.map(({ externalId }) => Number(externalId)),
      defaultDepartmentId,
      holdingDepartmentId,
    ].filter((one) => one !== undefined),
  );
  const bodies = await readings.bodies([...accounts.keys()].flatMap((userId) => belongs.get(userId) ?? []));
  const people = [...accounts].flatMap(([userId, read]): TakenOver[] => {
    const linkId = belongs.get(userId);
    const body = linkId === undefined ? undefined : bodies.get(linkId);
    if (linkId === undefined || !body) return [];
    const { ours, foreign } = divide(read.departmentIds, own);
    const state = appliedAccount(accountTakenOver(settings, body, observedAccount(read, ours)));
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
  const taken = await readings.takeOver([...departments, ...people], requestedBy);
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
