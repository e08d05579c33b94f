import { z } from 'zod';
import type { DingTalkClient } from './client.js';

const done = z.object({});
const departmentSchema = z.object({
  dept_id: z.number(),
  name: z.string(),
  parent_id: z.number().optional(),
  source_identifier: z.string().optional(),
});

/** A department as DingTalk shows it. */
export interface DepartmentRead {
  readonly departmentId: number;
  readonly name: string;
  /** Absent for the root. */
  readonly parentId?: number;
  readonly sourceIdentifier?: string;
}

/**
 * `/topapi/v2/department/create`; no chat group is made. Returns the id DingTalk chose.
 *
 * @throws Rejected('departmentName') when a sibling has the name
 */
export async function createDepartment(
  client: DingTalkClient,
  department: {
    readonly name: string;
    readonly parentId: number;
    readonly sourceIdentifier: string;
    /** Among its siblings; positive, smaller first. */
    readonly order?: number;
  },
): Promise<number> {
  const { name, parentId, sourceIdentifier, order } = department;
  const body = {
    name,
    parent_id: parentId,
    source_identifier: sourceIdentifier,
    create_dept_group: false,
    ...(order === undefined ? {} : { order }),
  };
  const schema = z.object({ result: z.object({ dept_id: z.number() }) });
  return (await client.call('/topapi/v2/department/create', body, schema)).result.dept_id;
}

/** `/topapi/v2/department/update`: what is left out stays; a new parent moves the whole subtree. */
export async function updateDepartment(
  client: DingTalkClient,
  departmentId: number,
  set: {
    readonly name?: string;
    readonly parentId?: number;
    readonly order?: number;
    /** userids of direct members; an empty list takes the heads away (fact sheet 2.2). */
    readonly heads?: readonly string[];
  },
): Promise<void> {
  const body = {
    dept_id: departmentId,
    ...(set.name === undefined ? {} : { name: set.name }),
    ...(set.parentId === undefined ? {} : { parent_id: set.parentId }),
    ...(set.order === undefined ? {} : { order: set.order }),
    ...headsField(set.heads),
  };
  await client.call('/topapi/v2/department/update', body, done);
}

/** An empty list is refused; what empties it is to name the field and leave it out. */
function headsField(heads: readonly string[] | undefined): Readonly<Record<string, string>> {
  if (heads === undefined) return {};
  return heads.length === 0
    ? { force_update_fields: 'dept_manager_userid_list' }
    : { dept_manager_userid_list: heads.join(',') };
}

/** `/topapi/v2/department/delete`. Takes empty sub-departments along silently. @throws Rejected('notEmpty' | 'departmentNotFound') */
export async function deleteDepartment(client: DingTalkClient, departmentId: number): Promise<void> {
  await client.call('/topapi/v2/department/delete', { dept_id: departmentId }, done);
}

/** `/topapi/v2/department/get`. @throws Rejected('departmentNotFound') */
export async function getDepartment(client: DingTalkClient, departmentId: number): Promise<DepartmentRead> {
  const schema = z.object({ result: departmentSchema });
  return toDepartment(
    (await client.call('/topapi/v2/department/get', { dept_id: departmentId }, schema)).result,
  );
}

/** `/topapi/v2/department/listsub`: direct children only; negative home-school ids are left out (fact sheet 2.5). */
export async function listSubDepartments(
  client: DingTalkClient,
  parentId: number,
): Promise<readonly DepartmentRead[]> {
  const schema = z.object({ result: z.array(departmentSchema).default([]) });
  const { result } = await client.call('/topapi/v2/department/listsub', { dept_id: parentId }, schema);
  return result.filter(({ dept_id: id }) => id > 0).map(toDepartment);
}

function toDepartment(row: z.infer<typeof departmentSchema>): DepartmentRead {
  return {
    departmentId: row.dept_id,
    name: row.name,
    ...(row.parent_id === undefined ? {} : { parentId: row.parent_id }),
    ...(row.source_identifier === undefined ? {} : { sourceIdentifier: row.source_identifier }),
  };
}
