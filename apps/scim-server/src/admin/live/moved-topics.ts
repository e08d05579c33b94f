import { liveTopics } from '#admin-api';
import type { endpoints, LiveTopic, Told } from '#admin-api';
import type { ConnectionMovements } from '#store';

/** Stands for how each part of a connection is. */
export type Movements = Readonly<Record<LiveTopic, string | null>>;

/** What of an overview says that something was done, or is to be done: figures of the moment are no part of it. */
type Moving = Pick<
  Told<typeof endpoints.overview.read>,
  'people' | 'departments' | 'state' | 'lastChangeAt' | 'queue'
>;

/** How each part of a connection is, people and departments by what its overview says. */
export function movementsOf(
  { people, departments, state, lastChangeAt, queue }: Moving,
  others: ConnectionMovements,
): Movements {
  const lanes = queue.map(({ lane, due }) => [lane, due]);
  return { links: JSON.stringify([people, departments, state, lastChangeAt, lanes]), ...others };
}

/** What has become another. */
export const movedTopics = (before: Movements, now: Movements): readonly LiveTopic[] =>
  liveTopics.filter((topic) => before[topic] !== now[topic]);
