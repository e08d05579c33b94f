import type { ConnectionId, JsonObject } from '#common';
import type { Queryable } from '../database.js';

const insert = {
  name: 'insert-task',
  // Whoever asks sweeps up what is forgotten.
  text: `
    with forgotten as (delete from task where expires_at < now()),
      expired as (delete from draft where expires_at < now())
    insert into task (id, connection_id, draft_id, kind, requested_by, state, expires_at, question)
    values ($1, $2, $3, $4, $5, 'asked', now() + $6 * interval '1 minute', $7)`,
};

/** What a question is about: a connection, or one that is not saved yet. */
export type TaskSubject = { readonly connectionId: ConnectionId } | { readonly draftId: string };

export type NewTask = TaskSubject & {
  readonly id: string;
  readonly kind: string;
  readonly requestedBy: string;
  readonly validMinutes: number;
  /** What is asked beside the subject: ids and flags, nobody's data. */
  readonly question?: JsonObject;
};

export async function insertTask(db: Queryable, task: NewTask): Promise<void> {
  const { id, kind, requestedBy, validMinutes, question = null } = task;
  const subject = 'draftId' in task ? [null, task.draftId] : [task.connectionId, null];
  await db.run(insert, [id, ...subject, kind, requestedBy, validMinutes, question]);
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
  /** null: it is about a draft. */
  readonly connectionId: ConnectionId | null;
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
    returning connection_id as "connectionId", draft_id as "draftId", kind, question,
      requested_by as "requestedBy"`,
};

/** A question that this process is answering. */
export interface ClaimedTask {
  /** null: it is about a draft. */
  readonly connectionId: ConnectionId | null;
  readonly draftId: string | null;
  readonly kind: string;
  readonly question: JsonObject | null;
  readonly requestedBy: string;
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
