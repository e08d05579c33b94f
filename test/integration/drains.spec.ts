import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import { EMPTY } from 'rxjs';
import { StoreUnavailable } from '#common';
import type { ResourceId } from '#common';
import { Tokens, Transport, Unreachable } from '#dingtalk';
import type { Pace } from '#dingtalk';
import { settingsSchema } from '#provisioning';
import { Bells } from '#queue';
import type { Links, Store } from '#store';
import { Clients } from '../../apps/dingtalk-pusher/src/clients.js';
import { Drain } from '../../apps/dingtalk-pusher/src/drain.js';
import { Metrics } from '../../apps/dingtalk-pusher/src/metrics.js';
import { PostgresTokenStore } from '../../apps/dingtalk-pusher/src/token-store.js';
import { createConnection } from '../builders/connection.js';
import { withStore } from '../support/with-store.js';

jest.setTimeout(120_000);

let store: Store;
withStore((opened) => {
  store = opened;
});

/** A DingTalk that nobody reaches. */
class Away extends Transport {
  calls = 0;
  override send(): ReturnType<Transport['send']> {
    this.calls += 1;
    return Promise.reject(new Unreachable('ECONNREFUSED'));
  }
}

const instant: Pace = {
  slot: () => Promise.resolve(),
  penalise: () => Promise.resolve(),
  penaliseApp: () => Promise.resolve(),
  penaliseAddress: () => Promise.resolve(),
};

const errors: string[] = [];
const logger = { info: () => undefined, warn: () => undefined, error: (code: string) => errors.push(code) };

/** @param meets what becomes of the reading of a Link; undefined: nothing unusual */
async function company(meets: (id: string) => Error | undefined = () => undefined) {
  const settings = settingsSchema.parse({ departments: { kind: 'none' }, defaultDepartmentId: 1 });
  const { id } = await createConnection(store, { settings });
  const { links, resources } = store.of(id);
  const transport = new Away();
  const tokens = new Tokens(transport, new PostgresTokenStore(store.database, store.sealer), instant);
  const clients = new Clients(
    { transport, tokens, pace: { of: () => instant } },
    new Metrics(store.database),
    store.connections,
    { call: () => undefined },
  );
  const read: Links['situation'] = async (link, groups) => {
    const met = meets(link);
    if (met) throw met;
    return links.situation(link, groups);
  };
  const met = Object.assign(Object.create(links) as Links, { situation: read });
  const seen = Object.assign(Object.create(store) as Store, { of: () => ({ links: met }) });
  const drain = new Drain(seen, clients, new Bells({ emit: () => EMPTY }), logger);
  return {
    transport,
    links,
    person: async (userName: string, mobile?: string) => {
      const person = randomUUID() as ResourceId;
      const body = {
        userName,
        displayName: userName,
        ...(mobile ? { phoneNumbers: [{ type: 'mobile', value: mobile }] } : {}),
      };
      await resources.createUser(person, { body, keys: { userNameKey: userName }, lane: 'people' }, []);
      return person;
    },
    drained: () => drain.run({ v: 1, connectionId: id, lane: 'people' }, () => Promise.resolve()),
    standing: async (person: ResourceId) => {
      const standing = await links.standing((await links.ofResource(person))!);
      return {
        outcome: standing?.outcome,
        reason: standing?.reason,
        detailCode: standing?.detailCode,
        due: standing?.due,
      };
    },
  };
}

describe('a drain', () => {
  it('puts off a record that cannot even be planned, tells it, and goes on with all others', async () => {
    const strange = new Set<string>();
    const at = await company((id) => (strange.has(id) ? new TypeError('strange') : undefined));
    const [ada, bert] = [await at.person('ada'), await at.person('bert')];
    strange.add(ada);
    errors.length = 0;
    expect(await at.drained()).toMatchObject({ reconciled: 2, left: 0 });
    expect(errors).toEqual(['reconcile-failed']);
    expect(await at.standing(ada)).toMatchObject({ outcome: 'retry', detailCode: 'bug', due: false });
    expect(await at.standing(bert)).toMatchObject({ outcome: 'blocked', reason: 'noMobile' });
  });

  it('without its store gives back whom it has claimed, as far as that can be', async () => {
    let [away, asked] = [true, 0];
    const at = await company(() => {
      asked += 1;
      return away ? new StoreUnavailable('57P01') : undefined;
    });
    for (let n = 0; n < 10; n += 1) await at.person(`person-${String(n)}`);
    await expect(at.drained()).rejects.toBeInstanceOf(StoreUnavailable);
    const lost = asked;
    expect(lost).toBeLessThan(10);
    away = false;
    expect(await at.drained()).toMatchObject({ reconciled: 10 - lost, left: 0 });
  });

  it('begins after trouble with a single call, whoever needs none before it', async () => {
    const at = await company();
    for (let n = 0; n < 3; n += 1) await at.person(`without-${String(n)}`);
    for (let n = 0; n < 5; n += 1) await at.person(`with-${String(n)}`, `+86 138 0000 000${String(n)}`);
    await at.links.stopLane('people', { reason: 'unreachable', forMs: 0, trouble: true });
    await at.drained();
    expect(at.transport.calls).toBe(1);
  });
});
