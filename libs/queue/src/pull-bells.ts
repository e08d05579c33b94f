import { firstValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { messageVersion, patterns } from '#common';
import type { ConnectionId, PullBell } from '#common';
import { Bell } from './bell.js';

/** The client's ringing side, on the queue of whoever reads Sources. */
interface Emitter {
  emit(pattern: string, bell: Bell<PullBell>): Observable<unknown>;
}

/** Rings for Sources that are to be read. Never fails and never waits for the queue: the row is the truth. */
export class PullBells {
  constructor(private readonly client: Emitter) {}

  ring(connectionId: ConnectionId): void {
    const payload: PullBell = { v: messageVersion, connectionId };
    const bell = new Bell(payload, connectionId);
    void firstValueFrom(this.client.emit(patterns.pull, bell), { defaultValue: undefined });
  }
}
