import type { Act, Actor } from './events/act.js';
import { Schedule } from './events/schedule.js';
import { Organisation } from './organisation.js';
import type { App } from './organisation.js';
import { Random } from './random.js';

/** What a test asked to go wrong. */
export interface Fault {
  /** Path of the API, `*` for all. */
  readonly path: string;
  readonly org?: string | undefined;
  times: number;
  readonly errcode?: number | undefined;
  readonly subCode?: string | undefined;
  readonly httpStatus?: number | undefined;
  readonly delayMs?: number | undefined;
  readonly html?: boolean | undefined;
  /** Cut the connection before the work was done, or after it. */
  readonly cut?: 'before' | 'after' | undefined;
}

export interface LogEntry {
  readonly seq: number;
  readonly at: string;
  readonly org: string;
  readonly appKey: string;
  readonly method: string;
  readonly path: string;
  readonly errcode: string;
  readonly ms: number;
  readonly body?: unknown;
}

/** Behaviour that real DingTalk leaves open; each is a flag so that a client is tried both ways. */
export interface Variants {
  /** Token endpoint gives the same token while it is valid, or a new one each time. */
  tokenMode: 'same' | 'rotate';
  allowMobileChange: boolean;
  /** Re-creating within 24 h needs consent, whoever it is. */
  always24h: boolean;
  arrayDepartmentIds: boolean;
  duplicateNameCode: '60021' | '60008';
  /** Titles and departments belong to Smart-HR. */
  hrPositionManaged: boolean;
}

const usualVariants: Variants = {
  tokenMode: 'same',
  allowMobileChange: false,
  always24h: false,
  arrayDepartmentIds: false,
  duplicateNameCode: '60021',
  hrPositionManaged: false,
};

/** Is told what is done to the world's organisations. */
export interface Watcher {
  readonly acted: (org: Organisation, act: Act, actor: Actor) => void;
  readonly forgotten: () => void;
}

const keptEntries = 200_000;

/** Everything outside a single request: organisations, the clock, faults, the log. */
export class World {
  readonly organisations = new Map<string, Organisation>();
  readonly apps = new Map<string, { readonly app: App; readonly org: Organisation }>();
  readonly tokens = new Map<string, { readonly app: App; readonly org: Organisation }>();
  readonly faults: Fault[] = [];
  readonly log: LogEntry[] = [];
  /** Numbers that must consent before they join, keyed `+cc-local`. */
  readonly consent = new Set<string>();
  /** Numbers that have a DingTalk login already. */
  readonly registered = new Set<string>();
  readonly counters = { smsSent: 0, invitationsSent: 0 };
  readonly variants: Variants = { ...usualVariants };
  /** Whatever happens later, by the world's clock. */
  readonly schedule = new Schedule(() => this.now());
  readonly watchers = new Set<Watcher>();
  random: Random;
  private readonly windows = new Map<string, { second: number; calls: number }>();
  private changed = true;
  private sequence = 0;
  private aheadMs = 0;

  constructor(seed: number) {
    this.random = new Random(seed);
  }

  now(): number {
    return Date.now() + this.aheadMs;
  }

  advance(ms: number): void {
    this.aheadMs += ms;
    this.schedule.run();
  }

  addOrganisation(name: string, region = 'CN'): Organisation {
    const org = new Organisation(`ding${this.random.text(16, '0123456789abcdef')}`, name, region);
    this.join(org);
    return org;
  }

  /** From here on what is done to the organisation is told. */
  join(org: Organisation): void {
    this.organisations.set(org.corpId, org);
    org.listener = (act, actor) => {
      for (const watcher of this.watchers) watcher.acted(org, act, actor);
    };
  }

  addApp(org: Organisation, scopes: readonly string[], qps = 20): App {
    const app: App = {
      appKey: `ding${this.random.text(16, 'abcdefghijklmnopqrstuvwxyz0123456789')}`,
      appSecret: this.random.text(64),
      scopes: new Set(scopes),
      qps,
      token: undefined,
    };
    this.changed = true;
    org.apps.push(app);
    this.apps.set(app.appKey, { app, org });
    return app;
  }

  /** Whether anything was asked of the world since the last time this was asked. */
  takeChanged(): boolean {
    const { changed } = this;
    this.changed = false;
    return changed;
  }

  /** Counts a call in its second; false when the app has used up the API's calls. */
  mayCall(app: App, path: string): boolean {
    const second = Math.floor(this.now() / 1000);
    const key = `${app.appKey} ${path}`;
    const window = this.windows.get(key);
    if (window?.second !== second) {
      this.windows.set(key, { second, calls: 1 });
      return true;
    }
    window.calls += 1;
    return window.calls <= app.qps;
  }

  /** The next fault for this path, used up by one. */
  takeFault(path: string, org: string): Fault | undefined {
    const fault = this.faults.find(
      (one) => one.times > 0 && (one.path === '*' || one.path === path) && (!one.org || one.org === org),
    );
    if (fault) fault.times -= 1;
    return fault;
  }

  record(entry: Omit<LogEntry, 'seq' | 'at'>): void {
    this.sequence += 1;
    this.changed = true;
    this.log.push({ seq: this.sequence, at: new Date(this.now()).toISOString(), ...entry });
    if (this.log.length > keptEntries * 1.1) this.log.splice(0, this.log.length - keptEntries);
  }

  /** Forgets everything. */
  reset(seed: number): void {
    for (const map of [this.organisations, this.apps, this.tokens, this.windows]) map.clear();
    for (const set of [this.consent, this.registered]) set.clear();
    this.faults.length = 0;
    this.log.length = 0;
    this.sequence = 0;
    this.aheadMs = 0;
    Object.assign(this.counters, { smsSent: 0, invitationsSent: 0 });
    Object.assign(this.variants, usualVariants);
    this.changed = true;
    this.random = new Random(seed);
    this.schedule.clear();
    for (const watcher of this.watchers) watcher.forgotten();
  }
}
