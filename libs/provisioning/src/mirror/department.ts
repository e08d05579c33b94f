/** What is known of a department in DingTalk. */
export interface MirrorDepartment {
  readonly departmentId: number;
  readonly name: string;
  /** Absent for the root. */
  readonly parentId?: number | undefined;
  /** Smaller comes first; known only where the department itself was read. */
  readonly order?: number | undefined;
  /** Who heads it; ascending. Absent until it was read. */
  readonly headIds?: readonly string[] | undefined;
}

/** What is known of a department after a reading: a list of sub-departments tells neither heads nor order. */
export function learnDepartment(
  read: MirrorDepartment,
  before: MirrorDepartment | undefined,
  by: 'list' | 'department',
): MirrorDepartment {
  const headIds = by === 'list' ? before?.headIds : [...(read.headIds ?? [])].sort();
  const order = by === 'list' ? before?.order : read.order;
  return {
    departmentId: read.departmentId,
    name: read.name,
    ...(read.parentId === undefined ? {} : { parentId: read.parentId }),
    ...(order === undefined ? {} : { order }),
    ...(headIds === undefined ? {} : { headIds }),
  };
}

/** A department whose heads its people's list has told. */
export function withHeads(department: MirrorDepartment, headIds: readonly string[]): MirrorDepartment {
  return learnDepartment(Object.assign({}, department, { headIds }), undefined, 'department');
}

/** What is known of a role in DingTalk, and who has it. */
export interface MirrorRole {
  readonly roleId: number;
  readonly name: string;
  readonly groupName: string;
  readonly userIds: readonly string[];
}
