import type { Lane } from '#common';
import type { CallObserver, DingTalkClient } from '#dingtalk';
import type { Logger } from '#runtime';
import type { Connection, Links, LinkSituation } from '#store';
import type { ClaimedPlan } from './claim.js';
import type { MonotonicClock } from './pace/monotonic-clock.js';
import type { Trouble } from './trouble.js';

/** What is the same for all Links of one drain. */
export interface DrainScope {
  readonly connection: Connection;
  /** The connection as it is by now, for a Link that was read after its settings were saved. */
  readonly reread: () => Promise<Connection>;
  readonly links: Links;
  /** A client whose calls are told to `observe` too. */
  readonly clientFor: (observe: CallObserver) => DingTalkClient;
  /** Seals what only administrators may read. */
  readonly seal: (plain: string, context: string) => string;
  /** How often in a row the lane has failed. */
  readonly failures: number;
  readonly logger: Logger;
  /** What leases are measured by; the process's own where there is none. */
  readonly clock?: Pick<MonotonicClock, 'now'>;
  /** Is told what is read and planned of each Link, before anything is applied. */
  readonly witness?: (seen: Witnessed) => void;
}

/** What was read and planned of one Link, by which settings. */
export interface Witnessed {
  readonly read: LinkSituation;
  readonly connection: Connection;
  readonly begun: Exclude<ClaimedPlan, { readonly kind: 'lost' }>;
}

/** How one Link went: what it was about, who can go on now, and whose trouble stopped it. */
export interface Reconciled {
  readonly changed: boolean;
  readonly woken: readonly Lane[];
  readonly trouble?: Exclude<Trouble, { readonly of: 'link' | 'gate' }>;
}
