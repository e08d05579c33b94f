import { countStandings, listNotInStep, stoppedLanes } from '#store';
import type {
  Connection,
  CountedStanding,
  Standing,
  NotInStep,
  StateGroup,
  StoppedLane,
  Store,
} from '#store';

/** Rows shown of one group; the rest is told as a number. */
const shownOfGroup = 20;

/** How one connection stands. */
export interface ConnectionStatus {
  readonly connection: Connection;
  readonly tiles: readonly Tile[];
  readonly rests: readonly StoppedLane[];
  /** Worst first, then most. */
  readonly groups: readonly Group[];
}

/** How many people and departments stand so. */
export interface Tile {
  readonly state: Standing;
  readonly people: number;
  readonly departments: number;
}

/** What is not in step for the same reason. */
export interface Group {
  readonly state: Standing;
  readonly reason: StateGroup['reason'];
  readonly n: number;
  readonly rows: readonly NotInStep[];
}

const severity: readonly Standing[] = ['blocked', 'held', 'waiting', 'onTheWay'];

/** Reads how all connections stand. */
export async function readStatus(store: Store): Promise<readonly ConnectionStatus[]> {
  const { database } = store;
  const [connections, counts, rests] = await Promise.all([
    store.connections.list(),
    countStandings(database),
    stoppedLanes(database),
  ]);
  return Promise.all(
    connections.map(async (connection) => {
      const counted = counts.filter(({ connectionId, n }) => connectionId === connection.id && n > 0);
      const apart = counted.filter(({ state }) => state !== 'inStep');
      const rows =
        apart.length === 0 ? [] : await listNotInStep(database, connection.id, apart, shownOfGroup);
      return {
        connection,
        tiles: tilesOf(counted),
        rests: rests.filter(({ connectionId }) => connectionId === connection.id),
        groups: groupsOf(apart, rows),
      };
    }),
  );
}

function tilesOf(counted: readonly CountedStanding[]): readonly Tile[] {
  const tiles = (['inStep', 'onTheWay', 'waiting', 'held', 'blocked'] as const).map((state) => ({
    state,
    people: total(counted.filter((entry) => entry.state === state && entry.kind === 'account')),
    departments: total(counted.filter((entry) => entry.state === state && entry.kind === 'department')),
  }));
  // Where nothing needs approval, nobody needs to know that something could.
  return tiles.filter(({ state, people, departments }) => state !== 'held' || people + departments > 0);
}

/** People and departments together that have state and reason in common. */
function groupsOf(apart: readonly CountedStanding[], rows: readonly NotInStep[]): readonly Group[] {
  return severity.flatMap((state) => {
    const ofState = apart.filter((entry) => entry.state === state);
    const reasons = [...new Set(ofState.map(({ reason }) => reason))];
    const found = reasons.map((reason) => ({
      state,
      reason,
      n: total(ofState.filter((entry) => entry.reason === reason)),
      rows: rows.filter((row) => row.state === state && row.reason === reason),
    }));
    return found.sort((one, other) => other.n - one.n);
  });
}

const total = (counted: readonly CountedStanding[]) => counted.reduce((sum, { n }) => sum + n, 0);
