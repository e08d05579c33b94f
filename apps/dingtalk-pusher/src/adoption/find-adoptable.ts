import type { JsonObject } from '#common';
import type { DepartmentRead, DingTalkClient, UserRead } from '#dingtalk';
import { DepartmentsCheck, groupsNamedIn, PeopleCheck } from '#provisioning';
import type { AdoptionKey } from '#provisioning';
import type { Connection, ConnectionStore, OtherSighting, Proposal } from '#store';
import { existingAccount } from '../adopt.js';
import { stampedPeople } from '../others-seen.js';
import { readOrganisation } from '../read-organisation.js';
import { accountSides, departmentSides } from './sides.js';
import { existingDepartments, strangersOf } from './strangers.js';

/** What a search for what could be taken over is about, and what it works with. */
export interface AdoptionSearch {
  readonly connection: Connection;
  readonly store: Pick<ConnectionStore, 'adoptions' | 'preflights' | 'links' | 'neighbours'>;
  readonly client: DingTalkClient;
  /** `admin:<name>` */
  readonly requestedBy: string;
}

/** That something in DingTalk has what a Resource has. */
interface Match {
  readonly resourceId: string;
  readonly externalId: string;
  readonly keys: readonly AdoptionKey[];
}

/**
 * Looks for accounts and departments that were there before and match a Resource whose Link has none, by the keys that
 * the settings allow. Nothing is taken over: what is found is a list that somebody looks at.
 */
export async function findAdoptable(search: AdoptionSearch): Promise<JsonObject> {
  const { connection, store, client, requestedBy } = search;
  const { settings } = connection;
  const { adoptions, preflights, neighbours } = store;
  const list = await adoptions.begin(requestedBy);
  const { departments, people } = await everybody(connection, store);
  const stamps = await neighbours.stamps();
  const byKey = (keys: readonly AdoptionKey[]) => keys.filter((key) => settings.adoption.keys.includes(key));

  const below: DepartmentRead[] = [];
  const met = new Set<string>();
  const seen = await readOrganisation(
    { connection, neighbours, client },
    {
      departments: (children, parentId) =>
        below.push(...children.map((one) => Object.assign({}, one, { parentId }))),
      people: async (members) => {
        // Who lies in several departments is in each one's list.
        const fresh = members.filter(({ userId }) => !met.has(userId) && met.add(userId));
        const strangers = withoutOthers(
          await strangersOf(connection, preflights, fresh),
          await neighbours.knowing(stampedPeople(stamps, fresh)),
        );
        const reads = new Map(strangers.map((read) => [read.userId, read]));
        const matches = strangers.flatMap((read) =>
          people.matchesOf(existingAccount(read)).map(({ resourceId, keys }) => ({
            resourceId,
            externalId: read.userId,
            keys: byKey(keys),
          })),
        );
        await adoptions.propose(list, await accountProposals(search, matches, reads));
      },
    },
  );
  if (seen.kind === 'read' && settings.adoption.keys.includes('path')) {
    const existing = await existingDepartments(connection, preflights, below);
    const matches = departments.match(existing).map(({ resourceId, other = '' }) => ({
      resourceId,
      externalId: other,
      keys: ['path' as const],
    }));
    await adoptions.propose(list, await departmentProposals(search, matches, below));
  }
  await adoptions.finish(list, seen);
  return { list };
}

/** What another connection has made is nobody's to take over. */
function withoutOthers(strangers: readonly UserRead[], known: readonly OtherSighting[]): readonly UserRead[] {
  const theirs = new Set(known.map(({ externalId }) => externalId));
  return strangers.filter(({ userId }) => !theirs.has(userId));
}

/** What is to be in DingTalk, to be held against what is there. */
async function everybody(
  { id, settings }: Connection,
  { preflights }: Pick<ConnectionStore, 'preflights'>,
): Promise<{ readonly departments: DepartmentsCheck; readonly people: PeopleCheck }> {
  const named = groupsNamedIn(settings.scope);
  const departments = new DepartmentsCheck(settings, await preflights.groups(named));
  const people = new PeopleCheck(id, settings, departments.departments);
  for await (const page of preflights.people(named)) for (const person of page) people.look(person);
  return { departments, people };
}

async function accountProposals(
  search: AdoptionSearch,
  matches: readonly Match[],
  reads: ReadonlyMap<string, UserRead>,
): Promise<readonly Proposal[]> {
  return proposals(search, 'account', matches, async ({ externalId }, linkId) => {
    const read = reads.get(externalId);
    return read && accountSides(search, linkId, read);
  });
}

async function departmentProposals(
  search: AdoptionSearch,
  matches: readonly Match[],
  seen: readonly DepartmentRead[],
): Promise<readonly Proposal[]> {
  const reads = new Map(seen.map((read) => [String(read.departmentId), read]));
  return proposals(search, 'department', matches, async ({ externalId }, linkId) => {
    const read = reads.get(externalId);
    return read && departmentSides(search, linkId, read);
  });
}

async function proposals(
  { store, connection }: AdoptionSearch,
  linkKind: Proposal['linkKind'],
  matches: readonly Match[],
  sidesOf: (match: Match, linkId: Proposal['linkId']) => Promise<Proposal['fields'] | undefined>,
): Promise<readonly Proposal[]> {
  const keyed = matches.filter(({ keys }) => keys.length > 0);
  if (keyed.length === 0) return [];
  const free = await store.adoptions.free(keyed.map(({ resourceId }) => resourceId));
  const found: Proposal[] = [];
  for (const match of keyed) {
    const link = free.get(match.resourceId);
    const fields = link && (await sidesOf(match, link.linkId));
    if (!fields) continue;
    const { linkId, resourceGeneration } = link;
    const { externalId, keys } = match;
    const { settingsVersion } = connection;
    found.push({ linkId, linkKind, externalId, keys, resourceGeneration, settingsVersion, fields });
  }
  return found;
}
