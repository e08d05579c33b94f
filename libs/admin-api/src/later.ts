import { z } from 'zod';

/** The address of the task that will have the answer. */
export const laterSchema = z.strictObject({ task: z.string() }).readonly().meta({ id: 'Later' });
