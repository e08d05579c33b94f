import type { JsonObject } from '#common';
import type { DingTalkClient } from '#dingtalk';
import type { Connection, Neighbours } from '#store';
import { readDirectory } from './directory.js';
import type { Told } from './directory.js';
import { OthersSeen } from './others-seen.js';

/** Whose organisation is read, and how much of it. */
export interface OrganisationRead {
  readonly connection: Connection;
  readonly neighbours: Neighbours;
  readonly client: DingTalkClient;
  /** Departments that are read at most; absent: all. */
  readonly mostDepartments?: number;
}

/**
 * Reads a connection's organisation, and notices other connections that write it too.
 *
 * @returns how much was seen, or why not all was; `others`: how many such connections there are
 */
export async function readOrganisation(
  { connection, neighbours, client, mostDepartments }: OrganisationRead,
  told: Told,
): Promise<JsonObject> {
  const others = new OthersSeen(await neighbours.stamps());
  const { rootDepartmentId } = connection.settings;
  const limits = mostDepartments === undefined ? {} : { mostDepartments };
  const seen = await readDirectory(
    client,
    { rootDepartmentId, ...limits },
    {
      departments: (below) => {
        others.departments(below);
        told.departments(below);
      },
      people: async (members, departmentId) => {
        others.people(members);
        await told.people(members, departmentId);
      },
    },
  );
  const met = await neighbours.met(others.sightings);
  return met.length > 0 ? Object.assign({}, seen, { others: met.length }) : seen;
}
