import { describe, expect, it } from '@jest/globals';
import { firstValueFrom } from 'rxjs';
import { drainBellSchema, lanes, messageVersion, patterns } from '#common';
import { Bell, JobFailure } from '#queue';
import { eventually } from '../support/eventually.js';
import { Gate } from '../support/gate.js';
import { connection, describeQueues } from '../support/queue-scene.js';

const acme = connection(1);

describeQueues((scene) => {
  /** A bell of any shape, as a neighbour of another version might ring it. */
  const emit = (pattern: string, payload: object, key: string) =>
    firstValueFrom(scene.ringer.client.emit(pattern, new Bell(payload, key)), { defaultValue: undefined });

  describe('a job', () => {
    it('is finished only after its handler has ended, and keeps what it returned', async () => {
      const gate = new Gate();
      await scene.rig.serve(async () => {
        await gate.pass();
        return { reconciled: 3 };
      });
      scene.ring(acme);
      await gate.arrived(1);
      expect(await scene.queue.getJobCounts('active', 'completed')).toEqual({ active: 1, completed: 0 });
      gate.open();
      expect((await scene.finishedJob()).returnvalue).toEqual({ reconciled: 3 });
    });

    it('says how far it is while it runs', async () => {
      const gate = new Gate();
      await scene.rig.serve(async (_message, context) => {
        await context.progress({ applied: 2, left: 5 });
        await gate.pass();
      });
      scene.ring(acme);
      await gate.arrived(1);
      const [active] = await scene.queue.getJobs('active');
      expect(active?.progress).toEqual({ applied: 2, left: 5 });
      gate.open();
      await scene.finishedJob();
    });

    it('carries nothing but the version, the connection and the lane', async () => {
      for (const lane of lanes) scene.ring(acme, lane, 1);
      const rung = await eventually('three jobs wait', async () => {
        const waiting = await scene.queue.getJobs('waiting');
        return waiting.length === lanes.length && waiting;
      });
      const carried = rung.map(({ data }) => data as unknown);
      expect(new Set(carried)).toEqual(
        new Set(lanes.map((lane) => ({ v: messageVersion, connectionId: acme, lane }))),
      );
    });

    it('is kept, once finished, up to a hundred', async () => {
      await scene.rig.serve(() => undefined, 20);
      const rung = 150;
      for (let n = 0; n < rung; n += 1) scene.ring(connection(n));
      const idle = async () => (await scene.queue.getJobCountByTypes('waiting', 'active')) === 0;
      await eventually(
        'all are done',
        async () => (await idle()) && (await scene.queue.getJobCountByTypes('completed')) >= 100,
        30_000,
      );
      // Handlers that end together may each leave one too many; the next one to end alone tidies up.
      scene.ring(connection(rung));
      await eventually('a hundred are kept, the newest among them', async () => {
        const kept = await scene.queue.getJobs('completed');
        const ids = kept.map(({ data }) => (data as { connectionId: string }).connectionId);
        return ids.length === 100 && ids.includes(connection(rung));
      });
    }, 60_000);
  });

  describe('a job that fails', () => {
    it('keeps a code only when the handler threw: neither message nor stack is anywhere', async () => {
      await scene.rig.serve(() => {
        throw new TypeError('mobile 13800000001 of Ada is bad');
      });
      scene.ring(acme);
      const job = await scene.finishedJob();
      expect(job).toMatchObject({ failedReason: 'handler-threw', stacktrace: [], attemptsMade: 1 });
      expect(await scene.dump()).not.toMatch(/13800000001|Ada|TypeError| at |\.js:/);
    });

    it.each([
      { how: 'a rejected promise', handle: () => Promise.reject(new JobFailure('store-unavailable')) },
      {
        how: 'a plain throw',
        handle: () => {
          throw new JobFailure('store-unavailable');
        },
      },
    ])('keeps the code of a JobFailure, $how', async ({ handle }) => {
      await scene.rig.serve(handle);
      scene.ring(acme);
      expect(await scene.finishedJob()).toMatchObject({ failedReason: 'store-unavailable', stacktrace: [] });
      expect(await scene.dump()).not.toMatch(/JobFailure| at /);
    });

    it.each([
      {
        reason: 'a newer neighbour speaks version 2',
        pattern: patterns.drain,
        payload: { v: 2, connectionId: acme, lane: 'people' },
        code: 'unknown-message',
      },
      {
        reason: 'a newer neighbour knows a pattern that we do not',
        pattern: 'crawl',
        payload: { v: messageVersion, connectionId: acme, lane: 'people' },
        code: 'unknown-pattern',
      },
    ])('fails with $code and is not tried again: $reason', async ({ pattern, payload, code }) => {
      let handled = 0;
      await scene.rig.serve((message) => {
        if (!drainBellSchema.safeParse(message).success) throw new JobFailure('unknown-message');
        handled += 1;
        return undefined;
      });
      await emit(pattern, payload, 'k');
      expect(await scene.finishedJob()).toMatchObject({ failedReason: code, attemptsMade: 1 });
      scene.ring(acme);
      await eventually('the next bell is answered', () => handled === 1);
      expect(await scene.queue.getJobCounts('failed', 'delayed', 'waiting')).toEqual({
        failed: 1,
        delayed: 0,
        waiting: 0,
      });
    });
  });

  describe('bells', () => {
    it('of one lane are one job while it waits', async () => {
      const other = scene.rig.ringer();
      for (let n = 0; n < 50; n += 1) (n % 2 ? scene.ringer : other).bells.drain(acme, 'people');
      await scene.ringer.client.close();
      await other.client.close();
      expect(await scene.jobs()).toHaveLength(1);
    });

    it('of other lanes, slots and connections are jobs of their own', async () => {
      scene.ring(acme);
      scene.ring(acme, 'people', 1);
      scene.ring(acme, 'leavers');
      scene.ring(connection(2));
      await scene.ringer.client.close();
      expect(await scene.jobs()).toHaveLength(4);
    });

    it.each([
      { how: 'ends well', fails: false },
      { how: 'fails', fails: true },
    ])('rung while their job is active make exactly one more after it, which $how', async ({ fails }) => {
      const gate = new Gate();
      let running = 0;
      let most = 0;
      await scene.rig.serve(async () => {
        most = Math.max(most, (running += 1));
        await gate.pass();
        running -= 1;
        if (fails) throw new JobFailure('test');
      }, 5);
      scene.ring(acme);
      await gate.arrived(1);
      const other = scene.rig.ringer();
      for (let n = 0; n < 10; n += 1) (n % 2 ? scene.ringer : other).bells.drain(acme, 'people');
      await scene.ringer.client.close();
      await other.client.close();
      gate.open();
      expect(await scene.finished(2)).toHaveLength(2);
      expect(most).toBe(1);
    });

    it('rung again after their job has ended make a new one', async () => {
      await scene.rig.serve(() => undefined);
      scene.ring(acme);
      await scene.finished(1);
      scene.ring(acme);
      expect(await scene.finished(2)).toHaveLength(2);
    });

    it('a thousand of ten lanes at once are at most twenty jobs', async () => {
      const gate = new Gate();
      await scene.rig.serve(() => gate.pass(), 20);
      const ringers = [scene.ringer, ...Array.from({ length: 3 }, () => scene.rig.ringer())];
      for (let n = 0; n < 1000; n += 1) {
        ringers[n % 4]!.bells.drain(connection(n % 10), 'people');
        // Not all in one batch: some meet a waiting job, some an active one.
        if (n % 100 === 99) await gate.arrived(1);
      }
      for (const { client } of ringers) await client.close();
      gate.open();
      const made = await scene.finished(10);
      expect(made.length).toBeLessThanOrEqual(20);
      expect(new Set(made.map(({ data }) => (data as { connectionId: string }).connectionId)).size).toBe(10);
    });

    it('that still wait are rung when the client closes', async () => {
      scene.ring(acme);
      await scene.ringer.client.close();
      expect(await scene.jobs()).toHaveLength(1);
    });
  });
});
