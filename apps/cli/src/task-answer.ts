import { setTimeout as sleep } from 'node:timers/promises';
import type { AdminApi } from './admin-api.js';

const lookEveryMs = 500;

/**
 * What a question to the pusher comes to: the answer itself, or the result of the task that was named instead.
 *
 * @returns null where there is none within `patienceMs`
 */
export async function taskAnswer(
  api: AdminApi,
  first: object,
  patienceMs: number,
): Promise<Readonly<Record<string, unknown>> | null> {
  const deadline = performance.now() + patienceMs;
  let answer = first as Readonly<Record<string, unknown>> | null;
  while (answer && 'task' in answer && performance.now() < deadline) {
    await sleep(lookEveryMs);
    const path = String(answer.task).replace('/admin/api', '');
    const task: { readonly state: string; readonly result: Readonly<Record<string, unknown>> | null } =
      await api.call('GET', path);
    if (task.state === 'finished') answer = task.result;
  }
  return answer && 'task' in answer ? null : answer;
}
