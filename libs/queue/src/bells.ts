import { firstValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { messageVersion, patterns } from '#common';
import type { ConnectionId, DrainBell, Lane, MirrorBell, TaskBell } from '#common';
import { Bell } from './bell.js';

type AnyBell = DrainBell | TaskBell | MirrorBell;

/** The client's ringing side. */
interface Emitter {
  emit(pattern: string, bell: Bell<AnyBell>): Observable<unknown>;
}

/** Rings for work. Never fails and never waits for the queue: the row is the truth. */
export class Bells {
  /** Keys that ring soon; true: rung again meanwhile, so once more after that. */
  private readonly soon = new Map<string, boolean>();

  /**
   * @param delayMs from a change to when it is due: a bell before that would find nothing to do
   */
  constructor(
    private readonly client: Emitter,
    private readonly delayMs = 0,
  ) {}

  /**
   * Has a lane of a connection drained.
   *
   * @param slot several slots let several replicas drain one lane
   */
  drain(connectionId: ConnectionId, lane: Lane, slot = 0): void {
    const payload: DrainBell = { v: messageVersion, connectionId, lane };
    const bell = new Bell(payload, `${connectionId}.${lane}.${String(slot)}`);
    if (this.delayMs === 0) this.emit(patterns.drain, bell);
    else this.later(bell);
  }

  /** Has the other service answer a question that is written down. */
  task(taskId: string): void {
    const payload: TaskBell = { v: messageVersion, taskId };
    this.emit(patterns.task, new Bell(payload, taskId));
  }

  /** Has DingTalk read for a mirror, as far as that is due. */
  mirror(connectionId: ConnectionId): void {
    const payload: MirrorBell = { v: messageVersion, connectionId };
    this.emit(patterns.mirror, new Bell(payload, `${connectionId}.mirror`));
  }

  private later(bell: Bell<DrainBell>): void {
    const key = bell.deduplicationKey;
    if (this.soon.has(key)) {
      this.soon.set(key, true);
      return;
    }
    this.soon.set(key, false);
    setTimeout(() => {
      const again = this.soon.get(key);
      this.soon.delete(key);
      this.emit(patterns.drain, bell);
      if (again) this.later(bell);
    }, this.delayMs).unref();
  }

  /** emit() answers as soon as the bell is in the batch; what happens to the batch is the client's. */
  private emit(pattern: string, bell: Bell<AnyBell>): void {
    void firstValueFrom(this.client.emit(pattern, bell), { defaultValue: undefined });
  }
}
