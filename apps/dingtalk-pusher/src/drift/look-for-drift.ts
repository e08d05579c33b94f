import type { JsonObject } from '#common';
import { getDepartment, getUser } from '#dingtalk';
import type { DingTalkClient, UserRead } from '#dingtalk';
import { isVisibilityLost, readAppliedAccount } from '#provisioning';
import type { Connection, ConnectionStore, LinkBefore, Observed } from '#store';
import { probe } from '../doctor/probe.js';
import { divide, ownDepartments } from '../own-departments.js';
import { readOrganisation } from '../read-organisation.js';
import { sightingOf } from '../sighting.js';
import { Met } from './met.js';
import { driftOfAccount, driftOfDepartment } from './observed-drift.js';
import type { ObservedDrift } from './observed-drift.js';
import { rolesDrift } from './roles-drift.js';

/** What a look for drift is about, and what it works with. */
export interface DriftLook {
  readonly connection: Connection;
  readonly store: Pick<ConnectionStore, 'readings' | 'links' | 'runs' | 'neighbours'>;
  readonly client: DingTalkClient;
  /** `admin:<name>` */
  readonly requestedBy: string;
  /** Whether what differs is to be mended, by a run. */
  readonly repair: boolean;
}

const atOnce = 500;

/**
 * Reads DingTalk and holds it against what was last written there. Nothing is written to DingTalk; where it is to be
 * mended, what was seen becomes what is there, and a run plans the way back, held over its thresholds.
 */
export async function lookForDrift(look: DriftLook): Promise<JsonObject> {
  const { connection, store, client, requestedBy, repair } = look;
  const { readings, runs } = store;
  const { id, startedAt } = await readings.begin('drift', requestedBy);
  const met = new Met();
  const observed: Observed[] = [];
  const keep = async (drift: readonly ObservedDrift[]) => {
    await readings.note(
      id,
      drift.map(({ finding }) => finding),
    );
    if (repair) for (const one of drift) observed.push(one.observed);
  };

  const { neighbours } = store;
  const seen = await readOrganisation(
    { connection, neighbours, client },
    {
      departments: (below) => {
        met.departments(below);
      },
      people: async (members, departmentId) => {
        await keep(await peopleDrift(look, met.people(members, departmentId), startedAt));
      },
    },
  );
  await keep(await departmentsDrift(look, met, startedAt));
  const verdict = await unmet(look, met, id, startedAt, seen);
  if (repair) observed.push(...verdict.gone);
  const roles = await rolesSeen(look, met, startedAt, verdict.seen);
  await readings.note(id, roles.unseen);
  await keep(roles.drift);

  const runId = repair && observed.length > 0 ? await runs.begin('resync', requestedBy) : null;
  if (runId !== null) {
    try {
      await readings.takeObserved(observed, requestedBy);
    } finally {
      await runs.close(runId);
    }
  }
  await readings.finish(id, roles.seen, runId);
  return { reading: id };
}

async function peopleDrift(
  { connection, store }: DriftLook,
  people: readonly UserRead[],
  since: string,
): Promise<readonly ObservedDrift[]> {
  if (people.length === 0) return [];
  await store.readings.sight(people.map((read) => ({ userId: read.userId, ...sightingOf(read) })));
  const { settings } = connection;
  const ids = [...new Set(people.flatMap(({ departmentIds }) => departmentIds))];
  const [own, links] = [
    await ownDepartments(store.links, settings, ids),
    await store.readings.there(
      'account',
      people.map(({ userId }) => userId),
      since,
    ),
  ];
  const reads = new Map(people.map((read) => [read.userId, read]));
  return links.flatMap((link) => {
    const read = reads.get(link.externalId);
    if (!read) return [];
    // Where the bridge has put him is its own, whatever the settings have become since.
    const written = readAppliedAccount(link.applied).departmentIds;
    const { ours } = divide(read.departmentIds, new Set([...own, ...written]));
    return driftOfAccount(settings, link, read, ours) ?? [];
  });
}

async function departmentsDrift(
  { store }: DriftLook,
  { listed, heads }: Met,
  since: string,
): Promise<readonly ObservedDrift[]> {
  const all = [...listed.values()];
  const drift: ObservedDrift[] = [];
  for (let from = 0; from < all.length; from += atOnce) {
    const some = all.slice(from, from + atOnce).map(({ departmentId }) => String(departmentId));
    for (const link of await store.readings.there('department', some, since)) {
      const read = listed.get(Number(link.externalId));
      if (!read) continue;
      const { departmentId, name, parentId } = read;
      const headIds = [...(heads.get(departmentId) ?? [])].sort();
      const found = driftOfDepartment(link, { name, parentId, headIds });
      if (found) drift.push(found);
    }
  }
  return drift;
}

/**
 * Asks for everybody and everything by id that no list has shown; only DingTalk's own word says that something is
 * gone. Where that would be so many that the app's scope was cut, nobody is asked for and nothing is gone.
 */
async function unmet(
  { store, client }: DriftLook,
  met: Met,
  readingId: string,
  startedAt: string,
  seen: JsonObject,
): Promise<{ readonly seen: JsonObject; readonly gone: readonly Observed[] }> {
  if (seen.kind !== 'read') return { seen, gone: [] };
  let known = 0;
  const suspects: LinkBefore[] = [];
  for await (const links of store.readings.thereBefore(startedAt)) {
    known += links.length;
    suspects.push(...links.filter((link) => !met.has(link)));
  }
  if (isVisibilityLost(known, suspects.length)) {
    return { seen: { kind: 'visibilityLost', known, unmet: suspects.length }, gone: [] };
  }
  const gone: Observed[] = [];
  for (const { id, kind, externalId, appliedAt } of suspects) {
    const isMissing = await isGone(client, kind, externalId);
    const finding = { linkKind: kind, linkId: id, externalId };
    await store.readings.note(readingId, [{ ...finding, kind: isMissing ? 'missing' : 'unseen' }]);
    if (isMissing) gone.push({ id, appliedAt, applied: null, departmentIds: [] });
  }
  return { seen, gone };
}

/** Roles are looked at where there are any; where the app sees too little, it may see too few members as well. */
async function rolesSeen({ store, client }: DriftLook, met: Met, since: string, seen: JsonObject) {
  const links = seen.kind === 'read' ? await store.readings.rolesThere(since) : [];
  if (links.length === 0) return { seen, drift: [], unseen: [] };
  const isThere = (externalId: string) => met.has({ kind: 'account', externalId });
  const { drift, unseen } = await rolesDrift({ readings: store.readings, client, since, isThere }, links);
  return { seen: Object.assign({}, seen, { roles: links.length }), drift, unseen };
}

async function isGone(
  client: DingTalkClient,
  kind: LinkBefore['kind'],
  externalId: string,
): Promise<boolean> {
  const told = await probe<unknown>(() =>
    kind === 'account' ? getUser(client, externalId) : getDepartment(client, Number(externalId)),
  );
  const word = kind === 'account' ? 'notFound' : 'departmentNotFound';
  return told.kind === 'rejected' && told.on === word;
}
