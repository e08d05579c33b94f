import { Conflict, StoreUnavailable } from '#common';
import { ScimError } from '#scim';
import { DepartmentLoop, ListTooLong } from '#store';

/** What a client is told of an error that says whose trouble it is; undefined for a bug of ours. */
export function asScimError(error: unknown): ScimError | undefined {
  if (error instanceof ScimError) return error;
  if (error instanceof Conflict) return new ScimError(409, `${error.field} is already in use.`, 'uniqueness');
  if (error instanceof StoreUnavailable)
    return new ScimError(503, 'The store does not answer at the moment; try again.');
  if (error instanceof ListTooLong)
    return new ScimError(400, 'The filter or the order takes too long; ask for less of the list.', 'tooMany');
  // Groups may hold each other where their departments do not: a department has one parent.
  if (error instanceof DepartmentLoop)
    return new ScimError(400, 'members would put the department of a Group below itself.', 'invalidValue');
  return undefined;
}
