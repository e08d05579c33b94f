import { randomUUID } from 'node:crypto';
import { mirroredUser } from '#provisioning';
import type { Mirrored } from '#provisioning';
import type { ConnectionStore, DueSubject, Store } from '#store';
import { createConnection } from '../builders/connection.js';

const terms = { mirror: { userName: 'jobNumber', active: 'members' }, region: 'CN' } as const;
export const verdicts = { isMassDisappearance: () => false, staySeconds: 0, nextInMs: 3_600_000 };

/** A mirror of nobody's, whose people the test makes up. */
export async function openMirror(store: Store) {
  const { id } = await createConnection(store, { direction: 'dingtalk-to-scim' });
  const person = (userId: string, jobNumber: string): Mirrored =>
    mirroredUser(
      { userId, name: userId, jobNumber, departmentIds: [], active: true, enterpriseAccount: false },
      { connectionId: id, ...terms },
    );
  return { id, of: store.of(id), person };
}

/** Begins a reading of two steps. */
export async function begin({ mirror, crawl }: ConnectionStore): Promise<void> {
  await mirror.askForCrawl('test');
  await mirror.begin();
  const [first] = await crawl.claim(['scope'], 1);
  await crawl.commit(first!, {
    next: [
      { kind: 'scope', subject: 'first' },
      { kind: 'members', subject: 'second' },
    ],
  });
}

/** A reading that meets these people, and what is done before it is shown. */
export async function read(
  { mirror, crawl }: ConnectionStore,
  found: readonly Mirrored[],
  meanwhile = () => Promise.resolve(),
) {
  await mirror.askForCrawl('test');
  await mirror.begin();
  const [step] = await crawl.claim(['scope'], 1);
  await crawl.commit(step!, { found });
  await meanwhile();
  return crawl.moveOn(verdicts);
}

/** A person whom an event was about, claimed to be looked at. */
export async function dueOf({ mirror }: ConnectionStore, userId: string): Promise<DueSubject> {
  await mirror.hear(randomUUID(), [{ kind: 'account', externalId: userId }]);
  const [due] = await mirror.claimDue(1);
  return due!;
}

/** Name and userName of everybody who is shown. */
export const namesOf = async ({ resources }: ConnectionStore): Promise<readonly unknown[]> => {
  const query = { parts: [{ type: 'User' }], order: 'ascending', baseUrl: '' } as const;
  const { resources: users } = await resources.list(query, { startIndex: 1, count: 10 });
  return users.map(({ body }) => [body.displayName, body.userName]).sort();
};
