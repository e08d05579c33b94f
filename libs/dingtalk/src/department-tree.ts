import { z } from 'zod';
import { api } from './apis.js';
import type { DingTalkClient } from './client.js';
import { departmentSchema } from './department-read.js';
import type { DepartmentRead } from './department-read.js';
import { listOf, number } from './lenient.js';

/** Home-school departments have ids below 1, on which every other call fails (fact sheet 2.5). */
const isOrdinary = (id: number) => id >= 1;

/**
 * `/topapi/v2/department/listsub` (fact sheet 2.5): the direct children, in one call.
 *
 * @throws Rejected('departmentNotFound' | 'outOfScope')
 */
export async function listSubDepartments(
  client: DingTalkClient,
  parentId: number,
): Promise<readonly DepartmentRead[]> {
  const schema = z.object({ result: listOf(departmentSchema) });
  const { result } = await client.call(api.listSubDepartments, { dept_id: parentId }, schema);
  return result.filter(({ departmentId }) => isOrdinary(departmentId));
}

/**
 * `/topapi/v2/department/listsubid` (fact sheet 2.5): the ids of the direct children. Not limited by the contact scope.
 *
 * @throws Rejected('departmentNotFound')
 */
export async function listSubDepartmentIds(
  client: DingTalkClient,
  parentId: number,
): Promise<readonly number[]> {
  const schema = z.object({ result: z.object({ dept_id_list: listOf(number) }) });
  const { result } = await client.call(api.listSubDepartmentIds, { dept_id: parentId }, schema);
  return result.dept_id_list.filter(isOrdinary);
}

/**
 * `/topapi/v2/department/listparentbydept` (fact sheet 2.5): from the department up to the root, itself first. Not
 * limited by the contact scope.
 *
 * @throws Rejected('departmentNotFound')
 */
export async function parentsOfDepartment(
  client: DingTalkClient,
  departmentId: number,
): Promise<readonly number[]> {
  const schema = z.object({ result: z.object({ parent_id_list: listOf(number) }) });
  return (await client.call(api.parentsOfDepartment, { dept_id: departmentId }, schema)).result
    .parent_id_list;
}

/**
 * `/topapi/v2/department/listparentbyuser` (fact sheet 2.5): for each department of a person, the way up to the root.
 * Not limited by the contact scope.
 *
 * @throws Rejected('notFound')
 */
export async function parentsOfUser(
  client: DingTalkClient,
  userId: string,
): Promise<readonly (readonly number[])[]> {
  const way = z.object({ parent_dept_id_list: listOf(number) });
  const schema = z.object({ result: z.object({ parent_list: listOf(way) }) });
  const { result } = await client.call(api.parentsOfUser, { userid: userId }, schema);
  return result.parent_list.map(({ parent_dept_id_list: ids }) => ids);
}
