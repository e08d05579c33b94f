import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { patterns } from '#common';
import { Gate } from '../support/gate.js';
import { BellController } from '../support/queue-rig.js';
import { connection, describeQueues } from '../support/queue-scene.js';

const acme = connection(1);
const worker = path.resolve(import.meta.dirname, '../support/queue-worker.js');

describeQueues((scene) => {
  describe('a worker', () => {
    it('is refused at its start when a pattern has two handlers', async () => {
      @Controller()
      class SecondController {
        @EventPattern<string>(patterns.drain)
        onDrain(): void {
          return undefined;
        }
      }
      await expect(scene.rig.serve(() => undefined, 1, [BellController, SecondController])).rejects.toThrow(
        'two handlers for the pattern drain',
      );
    });

    it('waits for its running handlers when it closes', async () => {
      const gate = new Gate();
      let ended = false;
      const app = await scene.rig.serve(async () => {
        await gate.pass();
        ended = true;
      });
      scene.ring(acme);
      await gate.arrived(1);
      const closed = app.close().then(() => ended);
      gate.open();
      expect(await closed).toBe(true);
      expect(await scene.queue.getJobCounts('completed', 'active')).toEqual({ completed: 1, active: 0 });
    });

    it('shares the queue with others', async () => {
      const gate = new Gate();
      const served: string[] = [];
      for (const name of ['one', 'two']) {
        await scene.rig.serve(async () => {
          served.push(name);
          await gate.pass();
        });
      }
      for (let n = 0; n < 6; n += 1) scene.ring(connection(n));
      await gate.arrived(2);
      expect(new Set(served)).toEqual(new Set(['one', 'two']));
      gate.open();
      await scene.finished(6);
      expect(served).toHaveLength(6);
    });

    it('is killed, and another one does its job once more', async () => {
      const child = fork(worker, { env: { ...process.env, QUEUE_URL: scene.rig.url }, execArgv: [] });
      await once(child, 'message');
      const busy = once(child, 'message');
      scene.ring(acme);
      await busy;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      expect(await scene.queue.getJobCounts('active', 'completed')).toEqual({ active: 1, completed: 0 });

      let runs = 0;
      await scene.rig.serve(() => {
        runs += 1;
        return 'done';
      });
      expect(await scene.finishedJob()).toMatchObject({ returnvalue: 'done', stalledCounter: 1 });
      expect(runs).toBe(1);
    }, 60_000);
  });
});
