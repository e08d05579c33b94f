import { newApp } from './app.js';
import type { App } from './app.js';
import { AddressBans } from './address-bans.js';
import { CallWindows } from './call-windows.js';
import { Clock } from './clock.js';
import { Faults } from './fault.js';
import { MobileRegistry } from './mobile-registry.js';
import { Organisation } from './organisation.js';
import { Random, unionidOf } from './random.js';
import { RequestLog } from './request-log.js';
import type { LogEntry } from './request-log.js';
import { usualVariants } from './variants.js';
import type { Variants } from './variants.js';

/** An app and the organisation that it belongs to. */
export interface Caller {
  readonly app: App;
  readonly org: Organisation;
}

const noCounters = () => ({ smsSent: 0, invitationsSent: 0 });

/** Everything outside a single request: organisations, numbers, the clock, faults, the log. */
export class World {
  readonly organisations = new Map<string, Organisation>();
  readonly apps = new Map<string, Caller>();
  readonly tokens = new Map<string, Caller & { expiresAt: number }>();
  readonly clock = new Clock();
  readonly faults = new Faults();
  readonly log = new RequestLog();
  readonly mobiles = new MobileRegistry();
  readonly windows = new CallWindows();
  readonly addresses = new AddressBans();
  /** Calls a second of an API, all apps together, by path (fact sheet 6.1); none is limited at first. */
  readonly globalLimits = new Map<string, number>();
  /** Calls of a month that were counted, by organisation and month. */
  readonly quotaUsed = new Map<string, number>();
  readonly counters = noCounters();
  readonly variants: Variants = usualVariants();
  random: Random;
  private changed = true;

  constructor(private seed: number) {
    this.random = new Random(seed);
  }

  now(): number {
    return this.clock.now();
  }

  addOrganisation(name: string, region = 'CN'): Organisation {
    const corpId = `ding${this.random.text(16, '0123456789abcdef')}`;
    const org = new Organisation(corpId, name, region, this.now());
    this.organisations.set(org.corpId, org);
    this.changed = true;
    return org;
  }

  /** An app that was granted everything. */
  addApp(org: Organisation): App {
    const appKey = `ding${this.random.text(16, 'abcdefghijklmnopqrstuvwxyz0123456789')}`;
    const app = newApp(appKey, this.random.text(64));
    this.keepApp(org, app);
    return app;
  }

  keepApp(org: Organisation, app: App): void {
    this.changed = true;
    org.apps.push(app);
    this.apps.set(app.appKey, { app, org });
  }

  /** The same person has the same unionid wherever he joins (fact sheet 9). */
  unionidOf(mobile: string): string {
    return this.mobiles.of(mobile).unionid ?? unionidOf(this.seed, mobile);
  }

  /** Whether anything was asked of the world since the last time this was asked. */
  takeChanged(): boolean {
    const { changed } = this;
    this.changed = false;
    return changed;
  }

  /** Something was changed by hand. */
  touch(): void {
    this.changed = true;
  }

  record(entry: Omit<LogEntry, 'seq' | 'at'>): void {
    this.changed = true;
    this.log.add({ at: new Date(this.now()).toISOString(), ...entry });
  }

  /** Forgets everything. */
  reset(seed: number): void {
    for (const map of [this.organisations, this.apps, this.tokens, this.globalLimits, this.quotaUsed])
      map.clear();
    for (const part of [this.faults, this.log, this.mobiles, this.windows, this.addresses]) part.clear();
    this.clock.reset();
    Object.assign(this.counters, noCounters());
    Object.assign(this.variants, usualVariants());
    this.changed = true;
    this.seed = seed;
    this.random = new Random(seed);
  }
}
