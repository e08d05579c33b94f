import type { JsonObject } from '#common';
import type { DingTalkClient } from '#dingtalk';
import { DepartmentsCheck, groupsNamedIn, PeopleCheck, RolesCheck } from '#provisioning';
import type { Connection, ConnectionStore } from '#store';
import { existingAccount } from '../adopt.js';
import { existingDepartments, strangersOf } from '../adoption/strangers.js';
import type { PlacedDepartment } from '../directory.js';
import { FirstMet } from '../first-met.js';
import { readOrganisation } from '../read-organisation.js';
import { existingRoles } from './existing-roles.js';

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
  { preflights, neighbours }: Pick<ConnectionStore, 'preflights' | 'neighbours'>,
  client: DingTalkClient,
): Promise<JsonObject> {
  const { id: connectionId, settings } = connection;
  const report = await preflights.begin();
  const named = groupsNamedIn(settings.scope);

  const groups = await preflights.groups(named);
  const departments = new DepartmentsCheck(settings, groups);
  const roles = new RolesCheck(settings, groups);
  await preflights.note(report, [...departments.findings, ...roles.findings]);
  const people = new PeopleCheck(connectionId, settings, departments.departments);
  let looked = 0;
  for await (const page of preflights.people(named)) {
    const found = page.map((person) => people.look(person)).filter((findings) => findings !== undefined);
    looked += found.length;
    await preflights.note(report, found.flat());
  }
  await preflights.note(report, people.finish());

  const below: PlacedDepartment[] = [];
  const met = new FirstMet();
  const existing = await readOrganisation(
    { connection, neighbours, client, mostDepartments },
    {
      departments: (children) => below.push(...children),
      people: async (members) => {
        const strangers = await strangersOf(connection, preflights, met.of(members));
        await preflights.note(
          report,
          strangers.flatMap((read) => people.match(existingAccount(read))),
        );
      },
    },
  );
  const there = await existingDepartments(connection, preflights, below);
  await preflights.note(report, departments.match(there));
  const shown = roles.any ? await existingRoles(preflights, client) : undefined;
  await preflights.note(report, roles.match(shown?.roles ?? []));
  const seen = Object.assign({}, existing, shown?.told);
  await preflights.finish(report, {
    people: looked,
    departments: departments.departments.size,
    existing: seen,
  });
  return { preflight: report };
}
