import { z } from 'zod';
import { api } from './apis.js';
import type { DingTalkClient } from './client.js';
import { departmentSchema } from './department-read.js';
import type { DepartmentRead } from './department-read.js';
import { nothing, number } from './lenient.js';

const createdSchema = z.object({ result: z.object({ dept_id: number }) });
const departmentAnswer = z.object({ result: departmentSchema });

/** What a new department is made of (fact sheet 2.1). */
export interface DepartmentCreate {
  /** 1 to 64 characters, without `-`, `,` and `，`; unique among its siblings. */
  readonly name: string;
  readonly parentId: number;
  /** A mark of ours that nobody sees; DingTalk cannot be searched for it. */
  readonly sourceIdentifier: string;
  /** From 1; smaller comes first. */
  readonly order?: number;
}

/**
 * `/topapi/v2/department/create` (fact sheet 2.1); no chat group is made, which is said explicitly (15.M1).
 *
 * @returns the id DingTalk chose
 * @throws Rejected('departmentName') when a sibling has the name, Rejected('parentNotFound' | 'outOfScope')
 */
export async function createDepartment(
  client: DingTalkClient,
  department: DepartmentCreate,
): Promise<number> {
  const { name, parentId, sourceIdentifier, order } = department;
  const given = {
    name,
    parent_id: parentId,
    source_identifier: sourceIdentifier,
    ...(order === undefined ? {} : { order }),
    create_dept_group: false,
  };
  return (await client.call(api.createDepartment, given, createdSchema)).result.dept_id;
}

/** What can be changed of a department (fact sheet 2.2). */
export interface DepartmentWrite {
  readonly name?: string;
  /** Moves the department with all below it. */
  readonly parentId?: number;
  readonly sourceIdentifier?: string;
  readonly order?: number;
  /** The heads, all of them; each must be a direct member already. None: they are removed. */
  readonly headIds?: readonly string[];
}

/**
 * `/topapi/v2/department/update` (fact sheet 2.2): what is left out stays.
 *
 * @throws Rejected('departmentNotFound' | 'departmentName' | 'parentNotFound' | 'departmentLoop' | 'outOfScope')
 */
export async function updateDepartment(
  client: DingTalkClient,
  departmentId: number,
  set: DepartmentWrite,
): Promise<void> {
  const { name, parentId, sourceIdentifier, order, headIds } = set;
  const given = {
    dept_id: departmentId,
    ...(name === undefined ? {} : { name }),
    ...(parentId === undefined ? {} : { parent_id: parentId }),
    ...(sourceIdentifier === undefined ? {} : { source_identifier: sourceIdentifier }),
    ...(order === undefined ? {} : { order }),
    ...heads(headIds),
  };
  await client.call(api.updateDepartment, given, nothing);
}

/** Removing the last head takes the force field without the list: an empty list does nothing (fact sheet 10.12). */
function heads(ids: readonly string[] | undefined): Readonly<Record<string, string>> {
  if (ids === undefined) return {};
  return ids.length === 0
    ? { force_update_fields: 'dept_manager_userid_list' }
    : { dept_manager_userid_list: ids.join(',') };
}

/**
 * `/topapi/v2/department/delete` (fact sheet 2.3). Takes empty sub-departments along silently.
 *
 * @throws Rejected('notEmpty' | 'departmentNotFound')
 */
export async function deleteDepartment(client: DingTalkClient, departmentId: number): Promise<void> {
  await client.call(api.deleteDepartment, { dept_id: departmentId }, nothing);
}

/** `/topapi/v2/department/get` (fact sheet 2.4). @throws Rejected('departmentNotFound' | 'outOfScope') */
export async function getDepartment(client: DingTalkClient, departmentId: number): Promise<DepartmentRead> {
  return (await client.call(api.getDepartment, { dept_id: departmentId }, departmentAnswer)).result;
}
