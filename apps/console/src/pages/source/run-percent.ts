/** How far a run is. */
interface Progressing {
  readonly state: string;
  readonly usersRead: number;
  readonly groupsRead: number;
  readonly usersTotal: number | null;
  readonly groupsTotal: number | null;
  readonly toChange: number;
  readonly changed: number;
  readonly deleted: number;
  readonly blocked: number;
}

/** How much of what a run does now is done, in percent; undefined: the server has not said how much there is. */
export function runPercent(run: Progressing): number | undefined {
  const { state, usersTotal, groupsTotal, toChange } = run;
  if (state === 'applying') return share(run.changed + run.deleted + run.blocked, toChange);
  if (usersTotal === null) return undefined;
  return share(run.usersRead + run.groupsRead, usersTotal + (groupsTotal ?? 0));
}

const share = (done: number, all: number): number =>
  all === 0 ? 100 : Math.min(100, Math.floor((100 * done) / all));
