import type { JsonObject } from '#common';
import type { DingTalkClient, UserRead } from '#dingtalk';
import { DepartmentsCheck, groupsNamedIn, PeopleCheck } from '#provisioning';
import type { AdoptionKey } from '#provisioning';
import type { Connection, ConnectionStore, OtherSighting, Proposal } from '#store';
import { existingAccount } from '../adopt.js';
import type { PlacedDepartment } from '../directory.js';
import { FirstMet } from '../first-met.js';
import { stampedDepartments, stampedPeople } from '../others-seen.js';
import { readOrganisation } from '../read-organisation.js';
import { freeMatches, pathMatches } from './free-matches.js';
import type { FreeMatch, Match } from './free-matches.js';
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

  const below: PlacedDepartment[] = [];
  const met = new FirstMet();
  const seen = await readOrganisation(
    { connection, neighbours, client },
    {
      departments: (children) => below.push(...children),
      people: async (members) => {
        const fresh = met.of(members);
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
    const theirs = await neighbours.knowing(stampedDepartments(stamps, below));
    const others = new Set(theirs.map(({ externalId }) => externalId));
    const own = below.filter(({ departmentId }) => !others.has(String(departmentId)));
    const existing = await existingDepartments(connection, preflights, own);
    const matches = departments.match(existing).map(({ resourceId, other = '' }) => ({
      resourceId,
      externalId: other,
      keys: ['path' as const],
    }));
    const free = [...(await freeMatches(search, matches)), ...(await pathMatches(search, existing))];
    await adoptions.propose(list, await departmentProposals(search, free, below));
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
  return proposals(search, 'account', await freeMatches(search, matches), async ({ externalId, linkId }) => {
    const read = reads.get(externalId);
    return read && accountSides(search, linkId, read);
  });
}

async function departmentProposals(
  search: AdoptionSearch,
  matches: readonly FreeMatch[],
  seen: readonly PlacedDepartment[],
): Promise<readonly Proposal[]> {
  const reads = new Map(seen.map((read) => [String(read.departmentId), read]));
  return proposals(search, 'department', matches, async ({ externalId, linkId }) => {
    const read = reads.get(externalId);
    return read && departmentSides(search, linkId, read);
  });
}

async function proposals(
  { connection }: Pick<AdoptionSearch, 'connection'>,
  linkKind: Proposal['linkKind'],
  matches: readonly FreeMatch[],
  sidesOf: (match: FreeMatch) => Promise<Proposal['fields'] | undefined>,
): Promise<readonly Proposal[]> {
  const found: Proposal[] = [];
  for (const match of matches) {
    const fields = await sidesOf(match);
    if (!fields) continue;
    const { linkId, resourceGeneration, externalId, keys } = match;
    const { settingsVersion } = connection;
    found.push({ linkId, linkKind, externalId, keys, resourceGeneration, settingsVersion, fields });
  }
  return found;
}
