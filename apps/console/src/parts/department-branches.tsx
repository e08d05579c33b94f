import { useState } from 'react';
import { grown, treeOf } from './department-tree.js';
import type { DepartmentNode, ShownDepartment } from './department-tree.js';

/** A department tree as far as it was opened, and how more of it is. */
export interface DepartmentBranches {
  readonly nodes: DepartmentNode[];
  readonly open: (parent: string) => Promise<void>;
}

/**
 * Grows a department tree, branch by branch.
 *
 * @param top the departments that lie in no other
 * @param below reads those that lie right below another one
 */
export function useDepartmentBranches(
  top: readonly ShownDepartment[],
  below: (parent: string) => Promise<readonly ShownDepartment[]>,
): DepartmentBranches {
  const [branches, setBranches] = useState<ReadonlyMap<string, readonly DepartmentNode[]>>(new Map());
  const open = async (parent: string): Promise<void> => {
    const rows = await below(parent);
    setBranches((known) => new Map([...known, [parent, treeOf(rows)]]));
  };
  return { nodes: grown(treeOf(top), branches), open };
}
