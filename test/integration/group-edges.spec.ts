import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import type { ResourceId } from '#common';
import { DepartmentLoop } from '#store';
import type { ConnectionStore, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { Gate } from '../support/gate.js';
import { withStandingDeadlocks } from '../support/with-store.js';

jest.setTimeout(120_000);

let store: Store;
withStandingDeadlocks((opened) => {
  store = opened;
});

const newId = () => randomUUID() as ResourceId;
const team = (displayName: string) => ({
  body: { displayName },
  keys: { displayNameKey: displayName },
  lane: 'departments' as const,
});
const none = { add: [], remove: [] };

async function group({ resources }: ConnectionStore): Promise<ResourceId> {
  const id = newId();
  await resources.createGroup(id, team(id), none);
  return id;
}

describe('edges between Groups', () => {
  it('that cross are edited one after the other: nobody waits for them with the row of a Group in hand', async () => {
    const at = store.of((await createConnection(store)).id);
    const ring = await Promise.all([group(at), group(at), group(at), group(at)]);
    const gate = new Gate();
    const edits = Promise.allSettled(
      ring.map((id, index) =>
        at.resources.editGroup(id, async () => {
          // From here on everybody holds the row of a Group of its own, which another one is to take in.
          await gate.pass();
          return { state: team(newId()), members: { ...none, add: [ring[(index + 1) % ring.length]!] } };
        }),
      ),
    );
    await gate.arrived(ring.length);
    gate.open();
    const refused = (await edits).flatMap((edit) =>
      edit.status === 'rejected' ? [edit.reason as unknown] : [],
    );
    expect(refused).toEqual([new DepartmentLoop()]);
  });
});
