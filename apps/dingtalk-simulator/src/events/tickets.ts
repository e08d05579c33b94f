import type { Subscription } from './subscription.js';
import type { Surroundings } from './surroundings.js';

const ticketLifeMs = 90_000;

/** What a connection wants to get: `EVENT` with `*`, `CALLBACK` with its topic. */
export interface Topic {
  readonly type: string;
  readonly topic: string;
}

interface Grant {
  readonly subscription: Subscription;
  readonly topics: readonly Topic[];
}

/** Tickets for Stream connections: valid 90 s, used once (fact sheet 7.3.1). */
export class Tickets {
  private readonly open = new Map<string, Grant & { readonly until: number }>();

  constructor(private readonly around: Surroundings) {}

  issue(grant: Grant): string {
    const now = this.around.now();
    for (const [ticket, { until }] of this.open) if (until <= now) this.open.delete(ticket);
    const ticket = this.around.identifiers.uuid();
    this.open.set(ticket, { ...grant, until: now + ticketLifeMs });
    return ticket;
  }

  /** What the ticket was for; undefined where it is unknown, used or too old. */
  redeem(ticket: string): Grant | undefined {
    const found = this.open.get(ticket);
    this.open.delete(ticket);
    return found && found.until > this.around.now() ? found : undefined;
  }
}
