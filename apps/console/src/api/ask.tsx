import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { call } from './call.js';
import type { Answer, Given, Method, PathOf } from './call.js';

/** How often to ask again, where nothing else tells of changes: never faster than every two seconds. */
interface Repeat {
  readonly everyMs?: number;
  readonly enabled?: boolean;
}

/** Reads something of the admin API; what is shown stays until the next answer is there. */
export function useAsk<P extends PathOf<'GET'>>(
  path: P,
  given: Given<'GET', P>,
  { everyMs, enabled = true }: Repeat = {},
): UseQueryResult<Answer<'GET', P>> {
  return useQuery({
    queryKey: [path, given],
    queryFn: () => call('GET', path, given),
    enabled,
    placeholderData: keepPreviousData,
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
  }) as UseQueryResult<Answer<'GET', P>>;
}

/** Orders something of the admin API; whatever is shown is read anew afterwards. */
export function useOrder<M extends Exclude<Method, 'GET'>, P extends PathOf<M>>(
  method: M,
  path: P,
): UseMutationResult<Answer<M, P>, Error, Given<M, P>> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: Given<M, P>) => call(method, path, given),
    onSettled: () => queries.invalidateQueries(),
  });
}
