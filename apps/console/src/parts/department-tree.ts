/** A department as the admin API tells it. */
interface ToldDepartment {
  readonly linkId: string;
  readonly name: string | null;
  readonly externalId: string | null;
  readonly departments: number;
  readonly people: number;
  readonly state: string;
}

/** A department in a tree that grows as it is opened. */
export interface DepartmentNode {
  readonly key: string;
  readonly value: string;
  readonly title: string;
  readonly isLeaf: boolean;
  readonly department?: ToldDepartment;
  readonly children?: DepartmentNode[];
}

/** Departments as nodes without branches. */
export const treeOf = (rows: readonly ToldDepartment[]): readonly DepartmentNode[] =>
  rows.map((department) => ({
    key: department.linkId,
    value: department.linkId,
    title: department.name ?? department.externalId ?? '?',
    isLeaf: department.departments === 0,
    department,
  }));

/** The nodes with whatever branches are known by now. */
export const grown = (
  nodes: readonly DepartmentNode[],
  branches: ReadonlyMap<string, readonly DepartmentNode[]>,
): DepartmentNode[] =>
  nodes.map((node) => {
    const below = branches.get(node.key);
    return below ? { ...node, children: grown(below, branches) } : node;
  });
