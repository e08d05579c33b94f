import { z } from 'zod';

/** What a replica of the pace bench is told when it is started. */
export const replicaSpecSchema = z.object({
  databaseUrl: z.string(),
  simulatorUrl: z.string(),
  /** Where BullMQ's queues are; ours has none. */
  queueUrl: z.string().optional(),
  /** The longest that the way to DingTalk takes more than the shortest, in milliseconds. */
  networkMs: z.number(),
  lanes: z.array(
    z.object({
      name: z.string(),
      allowed: z.number(),
      appKey: z.string(),
      appSecret: z.string(),
      org: z.string(),
    }),
  ),
});
export type ReplicaSpec = z.infer<typeof replicaSpecSchema>;
export type ReplicaLane = ReplicaSpec['lanes'][number];

/** When it counts (ms since 1970): it is told once all replicas are ready, begins to call and counts a little later. */
export const replicaTimesSchema = z.object({ from: z.number(), until: z.number() });
export type ReplicaTimes = z.infer<typeof replicaTimesSchema>;

/** What it says at its end, on one line: counts by lane. */
export const replicaToldSchema = z.record(
  z.string(),
  z.object({ allowed: z.number(), throttled: z.number() }),
);
export type ReplicaTold = z.infer<typeof replicaToldSchema>;
