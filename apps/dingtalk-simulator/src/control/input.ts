import { z } from 'zod';

/** What a control call gave does not do: the answer names the field, or what is not there. */
export class BadInput extends Error {
  constructor(
    readonly status: 400 | 404 | 409,
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}

/** Reads what a control call was given. @throws BadInput 400 with the name of the first field that is wrong */
export function read<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const result = schema.safeParse(given ?? {});
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue?.path.map(String) ?? [];
  if (issue?.code === 'unrecognized_keys') {
    const field = [...path, issue.keys[0] ?? ''].join('.');
    throw new BadInput(400, field, `unknown field ${field}`);
  }
  const field = path.join('.');
  throw new BadInput(400, field, `${field === '' ? 'body' : field}: ${issue?.message ?? 'invalid'}`);
}

/** @throws BadInput 404 */
export function found<Value>(value: Value | undefined, field: string): Value {
  if (value === undefined) throw new BadInput(404, field, `no such ${field}`);
  return value;
}

/** A number as the world table keeps it. */
export const mobileSchema = z.string().regex(/^\+\d{1,4}-\d{4,14}$/, 'a number as +86-13800000000');
