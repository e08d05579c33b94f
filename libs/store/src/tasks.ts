import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '#common';
import type { Database } from './database.js';
import { claimTask, finishTask, insertTask, readTask } from './sql/tasks.js';
import type { ClaimedTask, Task, TaskSubject } from './sql/tasks.js';

const lookEveryMs = 100;

/** What a trace is sealed with, so that no other connection's opens in its place. */
export const traceContext = (connectionId: string): string => `connection:${connectionId}:trace`;

/** Questions that one service asks the other, as rows: a bell names the row, the answer is written into it. */
export class Tasks {
  constructor(private readonly database: Database) {}

  /** Writes a question down; it is forgotten after `validMinutes`. @returns its id */
  async ask(
    question: TaskSubject & {
      readonly kind: string;
      readonly requestedBy: string;
      readonly validMinutes: number;
      readonly question?: JsonObject;
    },
  ): Promise<string> {
    const id = randomUUID();
    await insertTask(this.database, { id, ...question });
    return id;
  }

  async read(id: string): Promise<Task | undefined> {
    return readTask(this.database, id);
  }

  /** The task once it is finished, or as it stands after `withinMs`. */
  async waitFor(id: string, withinMs: number): Promise<Task | undefined> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const task = await this.read(id);
      if (task?.state !== 'asked' || performance.now() > deadline) return task;
      await sleep(lookEveryMs);
    }
  }

  /** Takes a question to answer it; undefined when it is answered, taken or forgotten. */
  async claim(id: string): Promise<ClaimedTask | undefined> {
    return claimTask(this.database, id);
  }

  /** Writes the answer. It holds ids, codes and counts, or is sealed: no secret and nobody's data. */
  async finish(id: string, result: JsonObject): Promise<void> {
    await finishTask(this.database, id, result);
  }
}
