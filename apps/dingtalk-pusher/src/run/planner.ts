import { addTo, groupsNamedIn, kindsOver, noTotals, wholeTotals } from '#provisioning';
import { Routine } from '#runtime';
import type { Logger } from '#runtime';
import { RunPlans } from '#store';
import type { Connection, LedRun, LinkSituation, Store } from '#store';
import { planLink } from './plan-link.js';

const everyMs = 500;
const batchSize = 500;

/** Plans runs, one after the other: whole, in batches, and then holds them or lets them go. */
export class RunPlanner {
  private readonly routine: Routine;
  private readonly plans: RunPlans;

  constructor(
    private readonly store: Store,
    private readonly logger: Logger,
  ) {
    this.plans = new RunPlans(store.database);
    this.routine = new Routine({ everyMs, once: () => this.work(), failure: 'run-planning-failed' }, logger);
  }

  start(): void {
    this.routine.start();
  }

  stop(): Promise<void> {
    return this.routine.stop();
  }

  /** Plans what there is to plan. @returns how many runs were planned to their end */
  async work(): Promise<number> {
    let planned = 0;
    for (;;) {
      const run = await this.plans.lead();
      if (!run) return planned;
      if (await this.plan(run)) planned += 1;
      else return planned;
    }
  }

  private async plan(led: LedRun): Promise<boolean> {
    const connection = await this.store.connections.find(led.connectionId);
    if (!connection) return false;
    const groups = groupsNamedIn(connection.settings.scope);
    let run = led;
    let links = await this.plans.next(run, groups, batchSize);
    for (;;) {
      const last = links.at(-1);
      if (!last) break;
      // What comes next is read while what was planned is written: no Link is in both.
      const [kept, next] = await Promise.all([
        this.plans.keep(run, this.batch(connection, run, links, last)),
        this.plans.next({ ...run, walkedTo: last.id }, groups, batchSize),
      ]);
      if (!kept) return false;
      [run, links] = [kept, next];
    }
    const totals = wholeTotals(run.totals ?? noTotals);
    const over = kindsOver(totals, connection.settings.policy);
    const ended = await this.plans.conclude(run, totals, over);
    const { id, kind, listed } = run;
    if (ended)
      this.logger.info('run-planned', {
        connection: connection.id,
        run: id,
        kind,
        listed,
        over: over.join(),
      });
    return ended;
  }

  private batch(
    connection: Connection,
    { kind, totals }: LedRun,
    links: readonly LinkSituation[],
    last: LinkSituation,
  ) {
    const { sealer } = this.store;
    const seal = (plain: string, context: string) => sealer.seal(plain, context);
    const planned = links.map((read) => ({
      id: read.id,
      ...planLink(connection, read, kind === 'preview', seal),
    }));
    return {
      walkedTo: last.id,
      totals: addTo(
        wholeTotals(totals ?? noTotals),
        planned.map(({ counted }) => counted),
      ),
      items: planned.flatMap(({ item }) => item ?? []),
      moved: planned.flatMap(({ id, moved }) => (moved ? [id] : [])),
      look: planned.flatMap(({ id, look }) => (look ? [id] : [])),
    };
  }
}
