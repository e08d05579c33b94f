import { useAsk } from '../api/ask.js';
import { call } from '../api/call.js';
import type { Answer } from '../api/call.js';
import { useDepartmentBranches } from '../parts/department-branches.js';
import type { ShownDepartment } from '../parts/department-tree.js';

type Told = Answer<'GET /connections/{id}/departments'>['rows'][number];

/** The departments that a connection has made in DingTalk, by their Links. */
export function useOwnDepartments(connectionId: string) {
  const place = { id: connectionId };
  const top = useAsk('GET /connections/{id}/departments', { place }, { topics: ['links'] });
  const branches = useDepartmentBranches(shown(top.data?.rows ?? []), async (parent) =>
    shown((await call('GET /connections/{id}/departments', { place, query: { parent } })).rows),
  );
  return { top, ...branches };
}

const shown = (rows: readonly Told[]): readonly ShownDepartment[] =>
  rows.map(({ linkId: id, name, externalId, departments, people, state }) => ({
    id,
    name: name ?? externalId ?? '?',
    departments,
    people,
    state,
  }));
