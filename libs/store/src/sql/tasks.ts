import type { ConnectionId, JsonObject } from '#common';
import type { Queryable } from '../database.js';

const insert = {
  name: 'insert-task',
  // Whoever asks sweeps up what is forgotten.
  text: `
    with forgotten as (delete from task where expires_at < now())
    insert into task (id, connection_id, kind, requested_by, state, expires_at)
    values ($1, $2, $3, $4, 'asked', now() + $5 * interval '1 minute')`,
};

export interface NewTask {
  readonly id: string;
  readonly connectionId: ConnectionId;
  readonly kind: string;
  readonly requestedBy: string;
  readonly validMinutes: number;
}

export async function insertTask(db: Queryable, task: NewTask): Promise<void> {
  await db.run(insert, [task.id, task.connectionId, task.kind, task.requestedBy, task.validMinutes]);
}

const read = {
  name: 'read-task',
  text: `
    select id, connection_id as "connectionId", kind, state, result, asked_at as "askedAt"
    from task where id = $1 and expires_at > now()`,
};

/** A question and, once it is finished, its answer. */
export interface Task {
  readonly id: string;
  readonly connectionId: ConnectionId;
  readonly kind: string;
  readonly state: 'asked' | 'finished';
  readonly result: JsonObject | null;
  readonly askedAt: Date;
}

export async function readTask(db: Queryable, id: string): Promise<Task | undefined> {
  return (await db.run<Task>(read, [id]))[0];
}

const claim = {
  name: 'claim-task',
  // A claim that is not followed by an answer is open again after a minute.
  text: `
    update task set claimed_until = now() + interval '1 minute'
    where id = $1 and state = 'asked' and expires_at > now() and (claimed_until is null or claimed_until < now())
    returning connection_id as "connectionId", kind`,
};

/** A question that this process is answering. */
export interface ClaimedTask {
  readonly connectionId: ConnectionId;
  readonly kind: string;
}

export async function claimTask(db: Queryable, id: string): Promise<ClaimedTask | undefined> {
  return (await db.run<ClaimedTask>(claim, [id]))[0];
}

const finish = {
  name: 'finish-task',
  text: `update task set state = 'finished', result = $2 where id = $1 and state = 'asked'`,
};

export async function finishTask(db: Queryable, id: string, result: JsonObject): Promise<void> {
  await db.run(finish, [id, result]);
}
