import { z } from 'zod';

/** What is answered where something went wrong: a sentence that names what, and nobody's data. */
export const errorSchema = z.strictObject({ error: z.string() }).meta({ id: 'Error' });
