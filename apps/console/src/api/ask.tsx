import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { call } from './call.js';
import type { Answer, Given, Order } from './call.js';
import { useIsLive } from './live.js';
import type { Topics } from './live.js';

/** When what is shown is asked for again; a tab that nobody looks at asks nothing. */
interface Repeat {
  /** Read anew when the server tells that one of these has moved; the overview it tells itself. */
  readonly topics?: Topics;
  /** How often, where nobody tells of it: never faster than every two seconds. */
  readonly everyMs?: number;
  readonly enabled?: boolean;
}

/** How often what the server tells of is asked for all the same: an event may be lost. */
const toldAnywayMs = 30_000;
/** How often it is asked for while the server cannot tell. */
const untoldMs = 5_000;

type Question = Extract<Order, `GET ${string}`>;

/** Reads something of the admin API; what is shown stays until the next answer is there. */
export function useAsk<Q extends Question>(
  question: Q,
  given: Given<Q>,
  { topics = [], everyMs, enabled = true }: Repeat = {},
): UseQueryResult<Answer<Q>> {
  const isTold = useIsLive();
  const repeatMs = topics.length === 0 ? everyMs : isTold ? toldAnywayMs : untoldMs;
  return useQuery<Answer<Q>>({
    queryKey: [question, given],
    queryFn: () => call(question, given),
    enabled,
    placeholderData: keepPreviousData,
    meta: { topics },
    ...(repeatMs === undefined ? {} : { refetchInterval: repeatMs }),
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
