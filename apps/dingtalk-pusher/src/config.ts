import { z } from 'zod';
import { allowedTargetsSchema } from '#outbound';
import { portSchema, urlSchema } from '#runtime';
import { sealingKeysSchema } from '#store';

/** The pusher's environment. */
export const configSchema = z.object({
  DATABASE_URL: urlSchema('postgres', 'postgresql'),
  /** `redis://...` for Redis; by default the queue lives in the store's Postgres. */
  QUEUE_URL: urlSchema('redis', 'rediss', 'postgres', 'postgresql').optional(),
  SEALING_KEYS: sealingKeysSchema,
  HEALTH_HOST: z.string().default('127.0.0.1'),
  HEALTH_PORT: portSchema.default(3002),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  /** Lanes one process drains at the same time. */
  DRAIN_CONCURRENCY: z.coerce.number().int().min(1).max(500).default(24),
  /** Calls a second of everything that leaves through this address: DingTalk bans beyond 500. */
  EGRESS_CALLS_PER_SECOND: z.coerce.number().min(1).max(500).default(400),
  /** How long it is kept what was done, in months. */
  ACTIVITY_MONTHS: z.coerce.number().int().min(1).max(120).default(13),
  /** How long old and new values are kept in it, in days: they are personal data. */
  ACTIVITY_VALUES_DAYS: z.coerce.number().int().min(0).max(3650).default(30),
  /** Private addresses that DingTalk's base URLs may lead to: a proxy, a simulator. */
  ALLOW_PRIVATE_TARGETS: allowedTargetsSchema,
  /** Names the address; replicas behind one NAT share it. */
  EGRESS: z.string().default('default'),
});

export type Config = Readonly<z.infer<typeof configSchema>>;
