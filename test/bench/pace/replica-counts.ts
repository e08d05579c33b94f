import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Transport } from '#dingtalk';
import type { ObservedCall } from '#dingtalk';
import { replicaSpecSchema, replicaTimesSchema } from './replica-spec.js';
import type { ReplicaSpec, ReplicaTimes, ReplicaTold } from './replica-spec.js';

/** What this process was told. */
export const readReplicaSpec = (): ReplicaSpec => replicaSpecSchema.parse(JSON.parse(process.argv[2] ?? ''));

/** Says that this process is ready, and waits for the others to be. */
export async function readReplicaTimes(): Promise<ReplicaTimes> {
  const told = once(process, 'message');
  process.send?.({ ready: true });
  return replicaTimesSchema.parse((await told)[0]);
}

/** The way to DingTalk is longer for one call than for another. */
export class UnevenTransport extends Transport {
  constructor(private readonly networkMs: number) {
    super();
  }

  override async send(call: Parameters<Transport['send']>[0]): ReturnType<Transport['send']> {
    await sleep(Math.random() * this.networkMs);
    return super.send(call);
  }
}

/** Counts the answers that come while it counts. */
export class ReplicaCounts {
  private readonly lanes: Record<string, { allowed: number; throttled: number }> = {};

  constructor(
    spec: ReplicaSpec,
    private readonly times: ReplicaTimes,
  ) {
    for (const { name } of spec.lanes) this.lanes[name] = { allowed: 0, throttled: 0 };
  }

  observe(lane: string, { code, throttled }: ObservedCall): void {
    const now = Date.now();
    const counts = this.lanes[lane];
    if (!counts || now < this.times.from || now >= this.times.until) return;
    if (throttled) counts.throttled += 1;
    else if (code === '0') counts.allowed += 1;
  }

  /** Says what was counted; whoever started us reads it. */
  tell(): void {
    const told: ReplicaTold = this.lanes;
    process.stdout.write(`${JSON.stringify(told)}\n`);
  }
}
