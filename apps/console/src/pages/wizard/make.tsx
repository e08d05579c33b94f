import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { call } from '../../api/call.js';
import { writtenSource } from '../source/entered-source.js';
import type { Settings } from '../settings/settings.js';
import type { Draft, Move } from './draft.js';

/**
 * Makes the connection, and enters its Source where it has one. What was made is kept in the draft at once: a Source
 * that is refused is entered again, and the connection is not made twice.
 */
export function useMake(draft: Draft, go: (move: Move) => void): UseMutationResult<void, Error, Settings> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (settings) => {
      const { name, purpose, app, source } = draft;
      const direction = purpose === 'mirrored' ? 'dingtalk-to-scim' : 'scim-to-dingtalk';
      const made =
        draft.made ?? (await call('POST /connections', { body: { name, direction, ...app, settings } }));
      go({ to: 'here', brought: { made, settings } });
      if (purpose === 'pulled') {
        const place = { id: made.connection.id };
        await call('PUT /connections/{id}/source', { place, body: writtenSource(source) });
      }
      go({ to: 'next' });
    },
    onSettled: () => queries.invalidateQueries(),
  });
}
