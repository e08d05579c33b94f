import { z } from 'zod';
import { urlSchema } from '#runtime';

/** The launcher's environment. */
export const configSchema = z.object({
  /** The SCIM server's port; the simulator takes the next, the pusher's health the one after. */
  PORT: z.coerce.number().int().min(1).max(65_533).default(3000),
  /** Where data, secrets and demo.json are kept. */
  DATA_DIR: z.string().default('.data'),
  /** A PostgreSQL of yours instead of the embedded one. */
  DATABASE_URL: urlSchema('postgres', 'postgresql').optional(),
});
