import { setTimeout as sleep } from 'node:timers/promises';
import { AnswerLost, PaceExhausted, Throttled, Unreachable } from '#dingtalk';
import { backoffMs } from '#provisioning';

/** A read may be made again whatever became of it; a long reading is not lost for one answer. */
const mostTries = 4;
const passing = [AnswerLost, PaceExhausted, Throttled, Unreachable];

/** Makes a call that only reads again after what is nobody's in particular. */
export async function patiently<Value>(read: () => Promise<Value>): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await read();
    } catch (error) {
      if (tries === mostTries || !passing.some((kind) => error instanceof kind)) throw error;
      await sleep(backoffMs(tries));
    }
  }
}
