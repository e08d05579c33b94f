import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { call } from './call.js';
import type { Answer, Given, Order } from './call.js';
import { useIsLive } from './live.js';

/** How often to ask again, where nothing else tells of changes: never faster than every two seconds. */
interface Repeat<T> {
  readonly everyMs?: number;
  /** Read anew when the server tells that something has moved, and hardly ever besides. */
  readonly isLive?: boolean;
  /** Whether something goes on that nobody tells of, as long as it is shown. */
  readonly isUnderWay?: (shown: T) => boolean;
  readonly enabled?: boolean;
}

/** How often what the server tells of is asked for all the same: an event may be lost. */
const toldAnywayMs = 30_000;

type Question = Extract<Order, `GET ${string}`>;

/** Reads something of the admin API; what is shown stays until the next answer is there. */
export function useAsk<Q extends Question>(
  question: Q,
  given: Given<Q>,
  { everyMs, isLive = false, isUnderWay = () => false, enabled = true }: Repeat<Answer<Q>> = {},
): UseQueryResult<Answer<Q>> {
  const isTold = useIsLive() && isLive;
  return useQuery<Answer<Q>>({
    queryKey: [question, given],
    queryFn: () => call(question, given),
    enabled,
    placeholderData: keepPreviousData,
    meta: { isLive },
    ...(everyMs === undefined
      ? {}
      : {
          refetchInterval: ({ state: { data } }) =>
            isTold && !(data !== undefined && isUnderWay(data)) ? toldAnywayMs : everyMs,
        }),
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
