import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { call } from './call.js';
import type { Answer, Given, Order } from './call.js';

/** How often to ask again, where nothing else tells of changes: never faster than every two seconds. */
interface Repeat {
  readonly everyMs?: number;
  readonly enabled?: boolean;
}

type Question = Extract<Order, `GET ${string}`>;

/** Reads something of the admin API; what is shown stays until the next answer is there. */
export function useAsk<Q extends Question>(
  question: Q,
  given: Given<Q>,
  { everyMs, enabled = true }: Repeat = {},
): UseQueryResult<Answer<Q>> {
  return useQuery<Answer<Q>>({
    queryKey: [question, given],
    queryFn: () => call(question, given),
    enabled,
    placeholderData: keepPreviousData,
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
  });
}

/** Orders something of the admin API; whatever is shown is read anew afterwards. */
export function useOrder<O extends Exclude<Order, Question>>(
  order: O,
): UseMutationResult<Answer<O>, Error, Given<O>> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: Given<O>) => call(order, given),
    onSettled: () => queries.invalidateQueries(),
  });
}
