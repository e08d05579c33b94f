import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router/dom';
import { Refusal } from './api/refusal.js';
import { Appearance } from './frame/appearance.js';
import { router } from './routes.js';

/** Whoever's session has ended is led to the door, wherever that is noticed. */
function notice(error: unknown): void {
  if (error instanceof Refusal && error.status === 401)
    void queries.invalidateQueries({ queryKey: ['GET /session'] });
}

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, { queryKey }) => {
      if (queryKey[0] !== 'GET /session') notice(error);
    },
  }),
  mutationCache: new MutationCache({ onError: notice }),
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      retry: (failures, error) => failures < 2 && error instanceof Refusal && isPassing(error.status),
    },
  },
});

const isPassing = (status: number) => status === 0 || status === 502 || status === 503;

/** The whole console. */
export function Console() {
  return (
    <QueryClientProvider client={queries}>
      <Appearance>
        <RouterProvider router={router} />
      </Appearance>
    </QueryClientProvider>
  );
}
