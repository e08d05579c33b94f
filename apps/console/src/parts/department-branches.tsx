import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAsk } from '../api/ask.js';
import { call } from '../api/call.js';
import { grown, treeOf } from './department-tree.js';
import type { DepartmentNode } from './department-tree.js';

/** The department tree of a connection as far as it was opened, and how more of it is. */
export function useDepartmentBranches(connectionId: string) {
  const queries = useQueryClient();
  const top = useAsk(
    'GET /connections/{id}/departments',
    { place: { id: connectionId } },
    { everyMs: 10_000, isLive: true },
  );
  const [branches, setBranches] = useState<ReadonlyMap<string, readonly DepartmentNode[]>>(new Map());
  const open = async (parent: string): Promise<void> => {
    const given = { place: { id: connectionId }, query: { parent } };
    const { rows } = await queries.query({
      queryKey: ['GET /connections/{id}/departments', given],
      queryFn: () => call('GET /connections/{id}/departments', given),
    });
    setBranches((known) => new Map([...known, [parent, treeOf(rows)]]));
  };
  return { top, nodes: grown(treeOf(top.data?.rows ?? []), branches), open };
}
