import { z } from 'zod';

/**
 * Readers of DingTalk's values. Its pages print numbers, booleans and lists as strings in places (fact sheet 1.1),
 * null and "" stand for what is not set (C11): read whatever is meant, and ignore what is unknown.
 */
const written = z.union([z.string(), z.number(), z.bigint()]).transform(String);

/** A text or a number, as text: ids are never numbers to us. */
export const text = written;

/** Text that may be missing, null or empty, which all mean the same. */
export const optionalText = z
  .unknown()
  .optional()
  .transform((value) => {
    const parsed = written.safeParse(value);
    return parsed.success && parsed.data !== '' ? parsed.data : undefined;
  });

/** A number in the range that a double holds exactly. */
export const number = written.transform(Number).pipe(z.number().int());

/** An integer that may be beyond 2^53. */
export const integer = written.transform((digits, context) => {
  if (/^-?\d+$/.test(digits)) return BigInt(digits);
  context.addIssue({ code: 'custom', message: 'no integer' });
  return z.NEVER;
});

const missing = (value: unknown) => value === undefined || value === null || value === '';

export const optionalNumber = z.preprocess(
  (value) => (missing(value) ? undefined : value),
  number.optional(),
);

/** true, "true" and 1. What is missing is false. */
export const flag = z
  .unknown()
  .optional()
  .transform((value) => value === true || String(value).toLowerCase() === 'true' || Number(value) === 1);

/** A list, also as JSON in a string; missing or null is empty. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => {
    if (missing(value)) return [];
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return value;
    }
  }, z.array(item));

/** Nothing is read of the answer but that it is a success. */
export const nothing = z.object({});
