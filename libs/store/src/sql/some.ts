/**
 * Whether `rows`, a select, finds any by an index of array elements. `exists` is planned for the first row that is
 * found: a walk through all of the table looks cheap, and is one to its end where there is none.
 */
export const some = (rows: string): string => `(select count(*) > 0 from (${rows}) found)`;
