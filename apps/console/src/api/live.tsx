import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { addressAt } from './call.js';
import type { Answer } from './call.js';
import { movement } from './movement.js';

type Overview = Answer<'GET /connections/{id}/overview'>;

/** What the stream tells itself: nobody has to ask for it. */
const overviewQuestion = 'GET /connections/{id}/overview';

const LiveContext = createContext(false);

/** Whether the server tells of changes by itself: then nobody has to ask as often. */
export const useIsLive = (): boolean => use(LiveContext);

/**
 * Listens to a connection (HTML 9.2) for as long as its pages are open. The overview is what is told; whatever else
 * is shown of the connection and says so is read anew when something has moved.
 */
export function Live({
  connectionId: id,
  children,
}: {
  readonly connectionId: string;
  readonly children: ReactNode;
}) {
  const queries = useQueryClient();
  const [isLive, setLive] = useState(false);
  useEffect(() => {
    const source = new EventSource(addressAt('GET /connections/{id}/events', { place: { id } }));
    let told: string | undefined;
    source.addEventListener('overview', ({ data }: MessageEvent<string>) => {
      const overview = JSON.parse(data) as Overview;
      queries.setQueryData([overviewQuestion, { place: { id } }], overview);
      setLive(true);
      const moved = movement(overview);
      if (told !== undefined && moved !== told)
        void queries.invalidateQueries({
          predicate: ({ meta, queryKey }) => meta?.isLive === true && queryKey[0] !== overviewQuestion,
        });
      told = moved;
    });
    // The browser comes back by itself where it can; until then the pages ask.
    source.addEventListener('error', () => {
      setLive(false);
    });
    return () => {
      source.close();
    };
  }, [id, queries]);
  return <LiveContext value={isLive}>{children}</LiveContext>;
}
