import { randomUUID } from 'node:crypto';
import type { ConnectionId, Lane, ResourceId } from '#common';
import type { Ending } from '#provisioning';
import type { ClaimedLink, ConnectionStore, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { eventually } from './eventually.js';
import { withStore } from './with-store.js';

export type Company = ConnectionStore & { readonly id: ConnectionId };

/** How a Link stands in its table, as far as tests look. */
interface LinkRow {
  readonly leave_cause: string | null;
  readonly leave_from: Date | null;
  readonly due_at: Date | null;
  readonly due: boolean | null;
  readonly generation: number;
  readonly applied_generation: number;
  readonly attempts: number;
  readonly presence: string;
  readonly outcome: string;
}

const person = (userName: string, managerId?: ResourceId) => ({
  body: { userName },
  keys: { userNameKey: userName, ...(managerId === undefined ? {} : { managerId }) },
  lane: 'people' as const,
});

/**
 * A store of the file's own, and its Links as a pusher works them, without DingTalk.
 *
 * @param open how the store is opened
 */
export function workedLinks(open: (given: (store: Store) => void) => void = withStore) {
  let store: Store;
  open((opened) => {
    store = opened;
  });
  const sql = <Row>(text: string, values: readonly unknown[] = []) =>
    store.database.orm.query<Row[]>(text, [...values]);
  return {
    opened: () => store,
    sql,
    person,
    company: async (): Promise<Company> => {
      const { id } = await createConnection(store);
      return { id, ...store.of(id, 'token:t1') };
    },
    addPerson: async ({ resources }: Company, managerId?: ResourceId, rehire: readonly string[] = []) => {
      const id = randomUUID() as ResourceId;
      await resources.createUser(id, person(id, managerId), rehire);
      return id;
    },
    claimAll: ({ links }: Company, lane: Lane = 'people') => links.claimDue(lane, 100),
    claimOne: ({ links }: Company, lane: Lane = 'people'): Promise<ClaimedLink> =>
      eventually('a Link is due', async () => (await links.claimDue(lane, 1))[0]),
    linkOf: async (id: string): Promise<LinkRow> => {
      const text = 'select *, due_at <= now() as due from link where id = $1';
      return (await sql<LinkRow>(text, [id]))[0]!;
    },
    finish: async (
      { links }: Company,
      { id, epoch }: Pick<ClaimedLink, 'id' | 'epoch'>,
      ending: Ending,
      more: Partial<Parameters<Company['links']['finish']>[0]> = {},
    ) => {
      const { generation } = (await links.situation(id))!;
      const rest = { gained: [], leaving: null, outOfScope: false };
      return links.finish({ ...rest, generation, id, epoch, ending, ...more });
    },
  };
}
