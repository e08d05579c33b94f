import type { JsonObject } from '#common';
import type { DepartmentRead, DingTalkClient, UserRead } from '#dingtalk';
import { DepartmentsCheck, groupsNamedIn, PeopleCheck } from '#provisioning';
import type { ExistingAccount, ExistingDepartment } from '#provisioning';
import type { Connection, Preflights } from '#store';
import { e164Of } from '../e164-of.js';
import { readDirectory } from '../directory.js';

/** Departments that are read at most: two calls each, at 20 a second and API somewhat under two minutes. */
const mostDepartments = 2_000;

/**
 * Looks at everybody and everything of a connection before anything is written: what keeps whom from being made,
 * and who is in DingTalk already. Reads only; the report is ids and codes.
 *
 * @returns the id of the report
 */
export async function preflight(
  connection: Connection,
  preflights: Preflights,
  client: DingTalkClient,
): Promise<JsonObject> {
  const { id: connectionId, settings } = connection;
  const report = await preflights.begin();
  const named = groupsNamedIn(settings.scope);

  const departments = new DepartmentsCheck(settings, await preflights.groups(named));
  await preflights.note(report, departments.findings);
  const people = new PeopleCheck(connectionId, settings, departments.departments);
  let looked = 0;
  for await (const page of preflights.people(named)) {
    const found = page.map((person) => people.look(person)).filter((findings) => findings !== undefined);
    looked += found.length;
    await preflights.note(report, found.flat());
  }
  await preflights.note(report, people.finish());

  const seen: DepartmentRead[] = [];
  const met = new Set<string>();
  const { rootDepartmentId } = settings;
  const existing = await readDirectory(
    client,
    { rootDepartmentId, mostDepartments },
    {
      departments: (below, parentId) => seen.push(...below.map((one) => ({ ...one, parentId }))),
      people: async (members) => {
        // Who lies in several departments is in each one's list.
        const fresh = members.filter(({ userId }) => !met.has(userId) && met.add(userId));
        const strangers = await unknown(connection, preflights, fresh);
        await preflights.note(
          report,
          strangers.flatMap((account) => people.match(account)),
        );
      },
    },
  );
  const there = await existingDepartments(connection, preflights, seen);
  await preflights.note(report, departments.match(there));
  await preflights.finish(report, { people: looked, departments: departments.departments.size, existing });
  return { preflight: report };
}

/** Those who are neither made by us nor taken over. */
async function unknown(
  { stamp }: Connection,
  preflights: Preflights,
  members: readonly UserRead[],
): Promise<readonly ExistingAccount[]> {
  const others = members.filter(({ userId }) => !userId.startsWith(`${stamp}-`));
  if (others.length === 0) return [];
  const linked = await preflights.linked(
    'account',
    others.map(({ userId }) => userId),
  );
  return others.filter(({ userId }) => !linked.has(userId)).map(accountOf);
}

function accountOf(seen: UserRead): ExistingAccount {
  const { userId, email, jobNumber } = seen;
  const mobile = e164Of(seen);
  return {
    userId,
    ...(mobile === undefined ? {} : { mobile }),
    ...(email === undefined ? {} : { email }),
    ...(jobNumber === undefined ? {} : { jobNumber }),
  };
}

async function existingDepartments(
  { stamp, settings }: Connection,
  preflights: Preflights,
  seen: readonly DepartmentRead[],
): Promise<readonly ExistingDepartment[]> {
  const linked = await preflights.linked(
    'department',
    seen.map(({ departmentId }) => String(departmentId)),
  );
  return seen.map(({ departmentId, parentId, name, sourceIdentifier }) => ({
    departmentId,
    parentId: parentId ?? settings.rootDepartmentId,
    name,
    ours: linked.has(String(departmentId)) || sourceIdentifier?.startsWith(`${stamp}:`) === true,
  }));
}
