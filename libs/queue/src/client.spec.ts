import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { firstValueFrom } from 'rxjs';
import { Bell } from './bell.js';
import { BullmqClient } from './client.js';

type AddBulk = ConstructorParameters<typeof BullmqClient>[0]['addBulk'];
type Batch = Parameters<AddBulk>[0];

/** A queue that notes what it is given; `answer` decides how it goes on. */
function noting(answer: () => Promise<void> = () => Promise.resolve()) {
  const batches: Batch[] = [];
  const failures: unknown[] = [];
  const addBulk: AddBulk = async (batch) => {
    batches.push(batch);
    await answer();
    return [];
  };
  const client = new BullmqClient({ addBulk }, (error) => failures.push(error));
  const ring = (key: string, payload: unknown = { v: 1 }) =>
    firstValueFrom(client.emit('drain', new Bell(payload, key)), { defaultValue: undefined });
  return { batches, failures, client, ring };
}

describe('the sending side', () => {
  it('gathers bells into one batch, equal ones once', async () => {
    const { batches, client, ring } = noting();
    await Promise.all(['a', 'b', 'a', 'a'].map((key) => ring(key)));
    await client.close();
    expect(batches.map((batch) => batch.map(({ opts }) => opts?.deduplication?.id))).toEqual([
      ['drain.a', 'drain.b'],
    ]);
  });

  it('keeps the newest payload of equal bells', async () => {
    const { batches, client, ring } = noting();
    await ring('a', { v: 1 });
    await ring('a', { v: 2 });
    await client.close();
    expect(batches[0]?.map(({ data }) => data as unknown)).toEqual([{ v: 2 }]);
  });

  it('does not wait for a full batch to fill up further', async () => {
    const { batches, ring } = noting();
    for (let n = 0; n < 500; n += 1) void ring(String(n));
    await nextTurn();
    expect(batches.map(({ length }) => length)).toEqual([500]);
  });

  it('gives the queue one batch at a time: what comes meanwhile waits, equal bells as one', async () => {
    let answer: () => void = () => undefined;
    const { batches, client, ring } = noting(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    await ring('first');
    const closed = client.close();
    await nextTurn();
    for (let n = 0; n < 1_000; n += 1) await ring(String(n % 3));
    expect(batches).toHaveLength(1);
    answer();
    await nextTurn();
    expect(batches.map(({ length }) => length)).toEqual([1, 3]);
    answer();
    await closed;
  });

  it('rings when it closes what was emitted just before', async () => {
    const { batches, client, ring } = noting();
    void ring('a');
    await client.close();
    expect(batches).toHaveLength(1);
  });

  it('tells of a batch that was lost, and goes on with the next', async () => {
    let away = true;
    const { batches, failures, client, ring } = noting(() =>
      away ? Promise.reject(new Error('away')) : Promise.resolve(),
    );
    await ring('a');
    await client.close();
    away = false;
    await ring('b');
    await client.close();
    expect(failures).toEqual([new Error('away')]);
    expect(batches).toHaveLength(2);
  });

  it('tries a bell once and keeps no stack', async () => {
    const { batches, client, ring } = noting();
    await ring('a');
    await client.close();
    expect(batches[0]?.[0]?.opts).toMatchObject({ attempts: 1, stackTraceLimit: 0 });
  });

  it('takes nothing but bells, and asks no questions', async () => {
    const { client } = noting();
    await expect(firstValueFrom(client.emit('drain', { v: 1 }), { defaultValue: undefined })).rejects.toThrow(
      'emit a Bell',
    );
    await expect(firstValueFrom(client.send('drain', {}))).rejects.toThrow(
      'questions between the services are rows',
    );
  });
});
