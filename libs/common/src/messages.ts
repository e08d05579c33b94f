import { z } from 'zod';
import { connectionIdSchema } from './ids.js';
import { lanes } from './lane.js';

/**
 * The whole contract between the services. A message carries a version and ids, never a person's data:
 * the row in Postgres is the truth, the message only says where to look.
 */
export const messageVersion = 1;

/** Patterns as the transport knows them; one handler each. */
export const patterns = { drain: 'drain', task: 'task', mirror: 'mirror', pull: 'pull' } as const;

export const drainBellSchema = z.strictObject({
  v: z.literal(messageVersion),
  connectionId: connectionIdSchema,
  lane: z.enum(lanes),
});

export const taskBellSchema = z.strictObject({ v: z.literal(messageVersion), taskId: z.guid() });

export const pullBellSchema = z.strictObject({
  v: z.literal(messageVersion),
  connectionId: connectionIdSchema,
});

export const mirrorBellSchema = z.strictObject({
  v: z.literal(messageVersion),
  connectionId: connectionIdSchema,
});

/** Rung when a connection's Source is to be read: whoever answers reads it. */
export type PullBell = z.infer<typeof pullBellSchema>;
/** Rung when something of DingTalk is to be read: whoever answers reads it. */
export type MirrorBell = z.infer<typeof mirrorBellSchema>;

/** Rung when one service has asked the other something: the row of this id is the question. */
export type TaskBell = z.infer<typeof taskBellSchema>;

/** Rung when a lane of a connection has work due: whoever answers drains it. */
export type DrainBell = z.infer<typeof drainBellSchema>;
