import { z } from 'zod';

/** How many rows a page of a list has at the most. */
export const limitSchema = z.coerce.number<number>().int().min(1).max(500).default(50);

/** What an earlier page gave as `next`. */
export const pageSchema = z.string().regex(/^\d{1,15}$/);

/** Where the next page begins: to be given back as it is. null: this was the last one. */
export const nextSchema = z.string().nullable();
