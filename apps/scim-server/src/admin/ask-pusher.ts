import { addressOf, endpoints } from '#admin-api';
import type { JsonObject } from '#common';
import type { Bells } from '#queue';
import type { Store, TaskSubject } from '#store';

/** How long an administrator waits before being given the task's address instead of its answer. */
const answerWithinMs = 20_000;
const validMinutes = 60;

/** A question to whoever speaks with DingTalk. */
export type Question = TaskSubject & {
  readonly kind:
    'doctor' | 'preflight' | 'explain' | 'sync' | 'drift' | 'rebuild' | 'adoptions' | 'credentials';
  readonly requestedBy: string;
  readonly question?: JsonObject;
};

/** What the pusher found out, or where its answer will be. */
export type Answered =
  | { readonly kind: 'finished'; readonly result: JsonObject | null }
  | { readonly kind: 'asked'; readonly task: string };

/** Asks the pusher, and waits a while for its answer. */
export async function askPusher(
  { tasks }: Pick<Store, 'tasks'>,
  bells: Pick<Bells, 'task'>,
  question: Question,
): Promise<Answered> {
  const taskId = await tasks.ask({ ...question, validMinutes });
  bells.task(taskId);
  const task = await tasks.waitFor(taskId, answerWithinMs);
  return task?.state === 'finished'
    ? { kind: 'finished', result: task.result }
    : { kind: 'asked', task: addressOf(endpoints.tasks.read, { id: taskId }) };
}
