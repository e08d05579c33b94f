import type { endpoints, Told } from '#admin-api';
import type { SourceRun } from '#store';

type ToldRun = Told<typeof endpoints.source.run>;

/** A run with the time it will still take, as far as its server's totals can be believed. */
export function toldRun(run: SourceRun): ToldRun {
  return { ...run, secondsLeft: secondsLeft(run) };
}

function secondsLeft(run: SourceRun): number | null {
  if (run.finishedAt !== null) return 0;
  const [done, all] = run.state === 'applying' ? [run.changed + run.deleted, run.toChange] : readOf(run);
  if (all === null || done === 0 || all < done) return null;
  return Math.round((run.seconds / done) * (all - done));
}

const readOf = ({
  usersRead,
  groupsRead,
  usersTotal,
  groupsTotal,
}: SourceRun): readonly [number, number | null] => [
  usersRead + groupsRead,
  usersTotal === null ? null : usersTotal + (groupsTotal ?? 0),
];
