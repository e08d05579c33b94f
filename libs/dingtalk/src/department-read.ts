import { z } from 'zod';
import { listOf, number, optionalNumber, optionalText, text } from './lenient.js';

/** A department as DingTalk shows it; department/listsub leaves most of it out (fact sheet 2.4, 2.5). */
export interface DepartmentRead {
  readonly departmentId: number;
  readonly name: string;
  /** Absent for the root. */
  readonly parentId?: number | undefined;
  readonly sourceIdentifier?: string | undefined;
  /** Smaller comes first. */
  readonly order?: number | undefined;
  readonly headIds: readonly string[];
  /** People in it and below it; in department/get only. */
  readonly memberCount?: number | undefined;
  /** Its direct members; in department/get only. */
  readonly ownMemberCount?: number | undefined;
}

export const departmentSchema = z
  .object({
    dept_id: number,
    name: text,
    parent_id: optionalNumber,
    source_identifier: optionalText,
    order: optionalNumber.catch(undefined),
    dept_manager_userid_list: listOf(text),
    member_count: optionalNumber.catch(undefined),
    owning_member_count: optionalNumber.catch(undefined),
  })
  .transform((row): DepartmentRead => ({
    departmentId: row.dept_id,
    name: row.name,
    parentId: row.parent_id,
    sourceIdentifier: row.source_identifier,
    order: row.order,
    headIds: row.dept_manager_userid_list,
    memberCount: row.member_count,
    ownMemberCount: row.owning_member_count,
  }));
