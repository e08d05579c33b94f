import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { Deadline } from './deadline.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Why a deadline ended what it was for. */
const reasonOf = async ({ signal }: Deadline): Promise<unknown> => {
  if (!signal.aborted) {
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve);
    });
  }
  return signal.reason as unknown;
};

describe('a deadline', () => {
  it('comes though nobody holds it and the garbage is collected meanwhile', async () => {
    const reasons = Array.from({ length: 20 }, () =>
      reasonOf(new Deadline(100, new AbortController().signal)),
    );
    for (let times = 0; times < 3; times += 1) {
      await turn();
      collectGarbage();
    }
    for (const reason of await Promise.all(reasons)) expect(reason).toMatchObject({ name: 'TimeoutError' });
  });

  it.each([
    ['later', false],
    ['before it was made', true],
  ])('comes at once when somebody cancels %s', async (_when, before) => {
    const controller = new AbortController();
    if (before) controller.abort('enough');
    const deadline = new Deadline(3_600_000, controller.signal);
    if (!before) controller.abort('enough');
    expect(await reasonOf(deadline)).toBe('enough');
    deadline.end();
  });

  it('that was kept never comes', async () => {
    const controller = new AbortController();
    const deadline = new Deadline(1, controller.signal);
    deadline.end();
    controller.abort();
    await turn();
    expect(deadline.signal.aborted).toBe(false);
  });
});
