import { z } from 'zod';
import { isJsonObject } from '#common';
import type { JsonObject } from '#common';

/** What a staged write says. */
const writtenSchema = z.object({
  body: z.custom<JsonObject>((value) => isJsonObject(value)),
  managerId: z.string().nullable(),
  members: z.array(z.object({ id: z.string(), type: z.enum(['User', 'Group']).exactOptional() })),
  groups: z.array(z.string()),
});
export type StagedContent = Readonly<z.infer<typeof writtenSchema>>;

/** As it was staged by this release or by the one before. */
export const stagedContent = (content: JsonObject | null): StagedContent => writtenSchema.parse(content);
