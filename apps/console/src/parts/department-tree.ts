/** A department as a tree shows it. */
export interface ShownDepartment {
  readonly id: string;
  readonly name: string;
  /** Right below it. */
  readonly departments: number;
  readonly people: number;
  /** How it stands; absent where nothing is written there. */
  readonly state?: string;
}

/** A department in a tree that grows as it is opened. */
export interface DepartmentNode {
  readonly key: string;
  readonly value: string;
  readonly title: string;
  readonly isLeaf: boolean;
  readonly department?: ShownDepartment;
  readonly children?: DepartmentNode[];
}

/** Departments as nodes without branches. */
export const treeOf = (rows: readonly ShownDepartment[]): readonly DepartmentNode[] =>
  rows.map((department) => ({
    key: department.id,
    value: department.id,
    title: department.name,
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
