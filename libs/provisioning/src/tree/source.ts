import { z } from 'zod';
import { attributePathSchema } from '../mapping/attribute-path.js';

const separator = z.string().min(1).max(3).default('/');

/** What makes the department tree of a connection. */
export const departmentSourceSchema = z.discriminatedUnion('kind', [
  /** Every Group is a department; a Group in a Group lies below it. */
  z.strictObject({ kind: z.literal('groups') }),
  /** Every Group is a department, and its displayName its whole path: `Sales/Asia`. What lies between is made. */
  z.strictObject({ kind: z.literal('groupNames'), separator }),
  /** Groups are no departments; an attribute of the User holds the path of his one department. */
  z.strictObject({
    kind: z.literal('userPath'),
    attribute: attributePathSchema.default(
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department',
    ),
    separator,
  }),
  /** Groups are no departments; everybody lies in the default one. */
  z.strictObject({ kind: z.literal('none') }),
]);

export type DepartmentSource = Readonly<z.infer<typeof departmentSourceSchema>>;
