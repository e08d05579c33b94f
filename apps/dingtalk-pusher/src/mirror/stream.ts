import { setTimeout as sleep } from 'node:timers/promises';
import { AppRefused, openTicket, StreamConnection } from '#dingtalk';
import type { StreamEvent } from '#dingtalk';
import { backoffMs } from '#provisioning';
import { errorFields } from '#runtime';
import type { Logger } from '#runtime';
import type { ConnectionId } from '#common';
import type { TicketParts } from '../clients.js';

/** A line that held so long was a good one: what breaks it is no trouble that grows. */
const steadyMs = 60_000;
const refusedRestMs = 300_000;

type Connector = Parameters<typeof StreamConnection.open>[2];

/** What a Stream's events and its gaps are told to. */
export interface StreamHost {
  readonly tickets: () => Promise<TicketParts | undefined>;
  readonly hear: (event: StreamEvent) => Promise<void>;
  /** `seamless`: the connection before this one was open until now, so that nothing was missed. */
  readonly opened: (seamless: boolean) => Promise<void>;
  readonly closed: () => Promise<void>;
}

/** Keeps one connection's Stream open, by new tickets, for as long as it is ours. */
export class Stream {
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;
  private current: StreamConnection | undefined;
  /** About to be closed by the server; it is listened to until there is another. */
  private leaving: StreamConnection | undefined;

  constructor(
    private readonly connectionId: ConnectionId,
    private readonly host: StreamHost,
    private readonly logger: Logger,
    private readonly connector?: Connector,
  ) {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.current?.close();
    this.leaving?.close();
    await this.running;
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.stopped;) {
      const begun = performance.now();
      let restMs: number;
      try {
        const orderly = await this.hold();
        if (performance.now() - begun > steadyMs || orderly) failures = 0;
        else failures += 1;
        restMs = orderly ? 0 : jittered(backoffMs(failures));
      } catch (error) {
        failures += 1;
        // Bad credentials do not get better by asking again (C4); the next call of any kind says so too.
        restMs = error instanceof AppRefused ? refusedRestMs : jittered(backoffMs(failures));
        this.logger.warn('stream-failed', { connection: this.connectionId, ...errorFields(error) });
      }
      await sleep(restMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  /** Opens a connection and waits for its end. @returns whether the server had said that it would close */
  private async hold(): Promise<boolean> {
    const parts = await this.host.tickets();
    if (!parts) return false;
    const url = await openTicket(parts.shared, parts.credentials);
    const end = { orderly: false };
    const ended = signal();
    const hearer = {
      hear: (event: StreamEvent) => this.host.hear(event),
      leaving: () => {
        end.orderly = true;
        ended.ring();
      },
      closed: ended.ring,
    };
    const opened = await StreamConnection.open(url, hearer, this.connector);
    const seamless = this.leaving?.isOpen ?? false;
    this.leaving?.close();
    this.leaving = undefined;
    this.current = opened;
    if (this.stopped) opened.close();
    this.logger.info('stream-open', { connection: this.connectionId, seamless });
    try {
      await this.host.opened(seamless);
      await ended.rung;
    } finally {
      this.current = undefined;
      if (end.orderly && !this.stopped) this.leaving = opened;
      else {
        opened.close();
        await this.host.closed();
      }
    }
    this.logger.info('stream-closed', { connection: this.connectionId, orderly: end.orderly });
    return end.orderly;
  }
}

function signal(): { readonly rung: Promise<void>; readonly ring: () => void } {
  let ring: () => void = () => undefined;
  const rung = new Promise<void>((resolve) => (ring = resolve));
  return { rung, ring };
}

/** Replicas and companies must not come back all at once. */
const jittered = (ms: number) => Math.round(ms * (1 + Math.random() * 0.25));
