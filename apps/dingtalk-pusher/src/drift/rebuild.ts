import type { JsonObject } from '#common';
import { getDepartment } from '#dingtalk';
import type { DingTalkClient } from '#dingtalk';
import type { Connection, ConnectionStore } from '#store';
import { probe } from '../doctor/probe.js';
import { patiently } from '../patiently.js';
import { readOrganisation } from '../read-organisation.js';
import { Stamped } from './stamped.js';
import { takeOver } from './take-over.js';

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
  const found = new Stamped(connection.stamp);
  let unread = 0;
  try {
    const { neighbours } = store;
    const seen = await readOrganisation(
      { connection, neighbours, client },
      {
        departments: (below) => {
          found.departments(below);
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
      await readings.note(id, await takeOver({ connection, store, requestedBy }, found));
    }
    await readings.finish(id, unread === 0 ? seen : Object.assign({}, seen, { whole: false }), runId);
  } finally {
    await runs.close(runId);
  }
  return { reading: id };
}
