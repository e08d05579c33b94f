import { accountFields } from '../mapping/field.js';
import type { AccountFields } from './change.js';

/** What a read shows of an account. A member that is absent is empty, or may not be read. */
export type ObservedFields = {
  readonly [Key in Exclude<keyof AccountFields, 'departmentIds' | 'departmentTitles'>]?:
    AccountFields[Key] | undefined;
} & Pick<AccountFields, 'departmentIds'>;

/** The field permissions that decide whether absent means empty (fact sheet 8.1). */
export type ReadPermission = 'mobile' | 'personal';

/**
 * What may be concluded from a read by itself: everybody has a mobile, so it shows whether mobiles are shown; a
 * personal field that is shown shows that they all are. None shown: nobody can tell empty from hidden.
 */
export function readableOf(observed: ObservedFields): ReadonlySet<ReadPermission> {
  const readable = new Set<ReadPermission>();
  if (observed.mobile !== undefined) readable.add('mobile');
  const personal = accountFields.some(
    ({ key, readBy }) => readBy === 'personal' && observed[key] !== undefined,
  );
  if (personal || observed.extension !== undefined) readable.add('personal');
  return readable;
}
