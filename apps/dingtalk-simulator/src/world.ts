import { newApp } from './app.js';
import type { App } from './app.js';
import { AddressBans } from './address-bans.js';
import { CallWindows } from './call-windows.js';
import { Clock } from './clock.js';
import { Exchange } from './events/exchange.js';
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

/** Every organisation has these, and nobody may edit them (fact sheet 4). */
const systemRoles = [['默认', ['负责人', '主管', '主管理员', '子管理员']]] as const;

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
  /** Who hears of what is done to the organisations. */
  events: Exchange;
  private changed = true;

  constructor(private seed: number) {
    this.random = new Random(seed);
    this.events = new Exchange(this.clock, seed);
  }

  now(): number {
    return this.clock.now();
  }

  addOrganisation(name: string, region = 'CN'): Organisation {
    const corpId = `ding${this.random.text(16, '0123456789abcdef')}`;
    const org = new Organisation(corpId, name, region, this.now());
    for (const [name, roles] of systemRoles) org.roles.addSystem(name, roles, () => this.random.roleId());
    this.keepOrganisation(org);
    this.changed = true;
    return org;
  }

  /** From here on what is done to it is told. */
  keepOrganisation(org: Organisation): void {
    this.organisations.set(org.corpId, org);
    org.listener = (act, actor) => {
      this.events.publish(org, act, actor);
    };
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

  /** The person takes his unionid along to another number; whoever gets the old one is somebody else. */
  changeNumber(from: string, to: string, unionid: string): void {
    this.mobiles.set(to, { unionid });
    this.mobiles.set(from, { hasAccount: false, unionid: unionidOf(this.seed, `${from} after ${unionid}`) });
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
    this.events.close();
    for (const map of [this.organisations, this.apps, this.tokens, this.globalLimits, this.quotaUsed])
      map.clear();
    for (const part of [this.faults, this.log, this.mobiles, this.windows, this.addresses]) part.clear();
    this.clock.reset();
    Object.assign(this.counters, noCounters());
    Object.assign(this.variants, usualVariants());
    this.changed = true;
    this.seed = seed;
    this.random = new Random(seed);
    this.events = new Exchange(this.clock, seed);
  }
}
