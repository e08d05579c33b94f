import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

/** A look that somebody has asked for. */
export interface AwaitedReport {
  readonly look: () => void;
  readonly isLooking: boolean;
  readonly error: Error | null;
}

/**
 * Has a report made anew; one that takes longer than a request is waited for: it is there when the newest one is
 * another.
 *
 * @param newest the newest report's id; undefined: there is none
 */
export function useAwaitedReport(newest: string | undefined, ask: () => Promise<object>): AwaitedReport {
  const queries = useQueryClient();
  const [before, setBefore] = useState<string | null>();
  const asked = useMutation({
    mutationFn: ask,
    onSuccess: (answer) => {
      setBefore('task' in answer ? (newest ?? null) : undefined);
    },
    onSettled: () => queries.invalidateQueries(),
  });
  const isLater = before !== undefined && (newest ?? null) === before;
  return {
    look: () => {
      asked.mutate();
    },
    isLooking: asked.isPending || isLater,
    error: asked.error,
  };
}
