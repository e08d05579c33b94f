import { lanes } from '#common';
import {
  AnswerLost,
  AppRefused,
  CapabilityRefused,
  listSubDepartmentIds,
  PaceExhausted,
  Rejected,
  Throttled,
  Unreachable,
} from '#dingtalk';
import type { DingTalkClient } from '#dingtalk';
import type { Bells } from '#queue';
import { Routine } from '#runtime';
import type { Logger } from '#runtime';
import type { Refusal, Store, TakenProbe } from '#store';
import type { Clients } from './clients.js';
import { refusalOf } from './trouble.js';

const everyMs = 1_000;
const atOnce = 5;

/** What a look at an app that was refused came to. */
export type Verdict =
  { readonly kind: 'over' } | { readonly kind: 'unknown' } | ({ readonly kind: 'refused' } & Refusal);

/**
 * Tries now and then whether what stopped a whole connection is over, and lets it go on by itself then. Meanwhile
 * SCIM is written as ever and everything stays due: it is worked off at the pace of its lanes.
 */
export class QuarantineWatch {
  private readonly routine: Routine;

  constructor(
    private readonly store: Store,
    private readonly clients: Pick<Clients, 'forDoctor'>,
    private readonly bells: Pick<Bells, 'drain'>,
    private readonly logger: Logger,
  ) {
    this.routine = new Routine(
      { everyMs, once: () => this.once(), failure: 'quarantine-probe-failed' },
      logger,
    );
  }

  start(): void {
    this.routine.start();
  }

  stop(): Promise<void> {
    return this.routine.stop();
  }

  private async once(): Promise<void> {
    const taken = await this.store.connections.takeProbes(atOnce);
    await Promise.all(taken.map((probe) => this.probe(probe)));
  }

  private async probe(taken: TakenProbe): Promise<void> {
    const { connections } = this.store;
    const connection = await connections.find(taken.id);
    if (!connection) return;
    if (await connections.sharesRoot(taken.id)) return connections.probed(taken, { reason: 'rootShared' });
    const verdict = await look(this.clients.forDoctor(connection), connection.settings.rootDepartmentId);
    switch (verdict.kind) {
      case 'over':
        if (!(await connections.release(taken.id))) return;
        this.logger.info('quarantine-over', { connection: taken.id });
        for (const lane of lanes) this.bells.drain(taken.id, lane);
        return;
      case 'refused':
        return connections.probed(taken, verdict);
      case 'unknown':
        return connections.probed(taken);
    }
  }
}

/**
 * One token of its own, which shows that AppKey and AppSecret are right, and one call that counts against no quota,
 * which shows that the app may come from this address (fact sheet 5.1).
 */
async function look(client: DingTalkClient, rootDepartmentId: number): Promise<Verdict> {
  try {
    await client.authorise();
    await listSubDepartmentIds(client, rootDepartmentId);
    return { kind: 'over' };
  } catch (error) {
    return verdictOf(error);
  }
}

/** @throws what is no answer of DingTalk's: the probe is anybody's again in a minute */
export function verdictOf(error: unknown): Verdict {
  if (error instanceof AppRefused) return { kind: 'refused', ...refusalOf(error) };
  // The app as such is let in; what else it may not do is its lane's trouble.
  if (error instanceof CapabilityRefused || error instanceof Rejected) return { kind: 'over' };
  const nobodyKnows =
    error instanceof Unreachable ||
    error instanceof AnswerLost ||
    error instanceof Throttled ||
    error instanceof PaceExhausted;
  if (nobodyKnows) return { kind: 'unknown' };
  throw error;
}
