import { describe, expect, it } from '@jest/globals';
import type { Dispatcher } from 'undici';
import { Exchange } from './exchange.js';

/** Notes what it was aborted for. */
function controller() {
  const aborted: unknown[] = [];
  const given = {
    abort: (reason: unknown) => aborted.push(reason),
  } as unknown as Dispatcher.DispatchController;
  return { aborted, given };
}

describe('an exchange', () => {
  it('whose time runs out while it waits for a connection is never sent', async () => {
    const exchange = new Exchange(1);
    await expect(exchange.answer).rejects.toMatchObject({ code: 'timeout' });
    const { aborted, given } = controller();
    exchange.onRequestStart(given);
    expect(aborted).toMatchObject([{ code: 'timeout' }]);
    expect(exchange.started).toBe(false);
  });

  it('whose time runs out while the answer comes was sent, and is cut', async () => {
    const exchange = new Exchange(20);
    const { aborted, given } = controller();
    exchange.onRequestStart(given);
    exchange.onResponseStart(given, 200, {});
    exchange.onResponseData(given, Buffer.from('{'));
    await expect(exchange.answer).rejects.toMatchObject({ code: 'timeout' });
    expect([exchange.started, aborted.length]).toEqual([true, 1]);
  });

  it('keeps nothing of what grows too large', async () => {
    const exchange = new Exchange(1_000);
    const { aborted, given } = controller();
    exchange.onRequestStart(given);
    exchange.onResponseStart(given, 200, {});
    for (let n = 0; n < 9; n += 1) exchange.onResponseData(given, Buffer.alloc(2 ** 20));
    await expect(exchange.answer).rejects.toMatchObject({ name: 'AnswerLost', code: 'too-large' });
    expect(aborted).toHaveLength(1);
  });
});
