import type { endpoints, Told } from '#admin-api';
import type { LinkKind } from '#provisioning';
import { countStandings } from '#store';
import type { Connection, CountedStanding, Standing, Store } from '#store';

type Overview = Told<typeof endpoints.overview.read>;

const recentSeconds = 300;
/** What the bridge makes of the calls that DingTalk allows. */
const share = 0.95;

/** How a connection stands and lives just now. */
export async function readOverview(store: Store, connection: Connection): Promise<Overview> {
  const { directory } = store.of(connection.id);
  const [counted, pulse] = await Promise.all([
    countStandings(store.database, connection.id),
    directory.pulse(),
  ]);
  const total = counted.reduce((sum, { n }) => sum + n, 0);
  const left = counted.filter(({ state }) => state === 'onTheWay').reduce((sum, { n }) => sum + n, 0);
  const pace = pulse.recentChanges / recentSeconds;
  return {
    people: standingsOf(counted, 'account'),
    departments: standingsOf(counted, 'department'),
    state: connection.state,
    lastChangeAt: pulse.lastChangeAt,
    calls: {
      used: Math.round((pulse.recentCalls / recentSeconds) * 100) / 100,
      allowed: Math.round(connection.settings.callsPerSecond * share * 100) / 100,
    },
    queue: pulse.lanes,
    progress: {
      done: total - left,
      total,
      secondsLeft: left === 0 ? 0 : pace > 0 ? Math.ceil(left / pace) : null,
    },
  };
}

function standingsOf(counted: readonly CountedStanding[], kind: LinkKind): Overview['people'] {
  const n = (state: Standing) =>
    counted
      .filter((entry) => entry.kind === kind && entry.state === state)
      .reduce((sum, entry) => sum + entry.n, 0);
  return {
    inStep: n('inStep'),
    onTheWay: n('onTheWay'),
    waiting: n('waiting'),
    held: n('held'),
    blocked: n('blocked'),
  };
}
