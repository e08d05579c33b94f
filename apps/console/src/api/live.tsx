import { focusManager, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { LiveTopic } from '#admin-api';
import { addressAt } from './call.js';
import type { Answer } from './call.js';

type Overview = Answer<'GET /connections/{id}/overview'>;

/** What of a connection something shows; its overview is told as it is. */
export type Topics = readonly (LiveTopic | 'overview')[];

const LiveContext = createContext(false);

/** Whether the server tells of changes by itself: then nobody has to ask as often. */
export const useIsLive = (): boolean => use(LiveContext);

/**
 * Listens to a connection (HTML 9.2) for as long as its pages are open and looked at. Its overview is what is told;
 * whatever else is shown of it and names its topics is read anew when one of them has moved.
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
  const isLookedAt = useSyncExternalStore(listenToFocus, () => focusManager.isFocused());
  useEffect(() => {
    if (!isLookedAt) return undefined;
    const readAnew = (moved: (topics: Topics) => boolean) =>
      queries.invalidateQueries({
        predicate: ({ meta }) => moved((meta?.topics as Topics | undefined) ?? []),
      });
    const source = new EventSource(addressAt('GET /connections/{id}/events', { place: { id } }));
    let isTold = false;
    source.addEventListener('overview', ({ data }: MessageEvent<string>) => {
      queries.setQueryData(
        ['GET /connections/{id}/overview', { place: { id } }],
        JSON.parse(data) as Overview,
      );
      // What moved before the server began to look for this stream is told to nobody.
      if (!isTold) void readAnew((topics) => topics.some((topic) => topic !== 'overview'));
      isTold = true;
      setLive(true);
    });
    source.addEventListener('moved', ({ data }: MessageEvent<string>) => {
      const moved = JSON.parse(data) as readonly LiveTopic[];
      void readAnew((topics) => topics.some((topic) => moved.some((one) => one === topic)));
    });
    // The browser comes back by itself where it can; until then the pages ask.
    source.addEventListener('error', () => {
      isTold = false;
      setLive(false);
    });
    return () => {
      source.close();
      setLive(false);
    };
  }, [id, queries, isLookedAt]);
  return <LiveContext value={isLive}>{children}</LiveContext>;
}

const listenToFocus = (changed: () => void) => focusManager.subscribe(changed);
