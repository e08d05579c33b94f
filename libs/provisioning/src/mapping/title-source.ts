import { z } from 'zod';
import { attributePathSchema } from './attribute-path.js';

/** What a person is called in each single department of his (DingTalk's `dept_title_list`, fact sheet 3.1). */
export const titleSourceSchema = z.discriminatedUnion('kind', [
  /** Left to DingTalk: neither written nor cleared. */
  z.strictObject({ kind: z.literal('none') }),
  /** In every department what the account's `title` is. */
  z.strictObject({ kind: z.literal('title') }),
  /** An attribute of the User lists them, each by its Group's displayName: `Sales=Head of Sales`. */
  z.strictObject({
    kind: z.literal('listed'),
    attribute: attributePathSchema,
    /** Between department and title. */
    separator: z.string().min(1).max(3).default('='),
  }),
]);

export type TitleSource = Readonly<z.infer<typeof titleSourceSchema>>;
