import { useAsk } from '../../api/ask.js';
import { call } from '../../api/call.js';
import type { Answer } from '../../api/call.js';
import { useDepartmentBranches } from '../../parts/department-branches.js';
import type { DepartmentBranches } from '../../parts/department-branches.js';
import type { ShownDepartment } from '../../parts/department-tree.js';

type Told = Answer<'GET /connections/{id}/mirror/departments'>['rows'][number];

/** The departments of DingTalk that a connection mirrors. */
export function useMirroredDepartments(connectionId: string): DepartmentBranches {
  const place = { id: connectionId };
  const top = useAsk('GET /connections/{id}/mirror/departments', { place }, { topics: ['mirror'] });
  return useDepartmentBranches(shown(top.data?.rows ?? []), async (parent) =>
    shown((await call('GET /connections/{id}/mirror/departments', { place, query: { parent } })).rows),
  );
}

const shown = (rows: readonly Told[]): readonly ShownDepartment[] =>
  rows.map(({ id, name, deptId, departments, people }) => ({
    id,
    name: name ?? deptId,
    departments,
    people,
  }));
