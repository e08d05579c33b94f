import type { ConnectionId, ResourceId } from '#common';
import { settingsSchema } from '#provisioning';
import type { RunItem, Runs, Store } from '#store';
import type { Tenant } from '../support/bridge.js';
import { changedRules, settingsOf } from './rules.js';
import type { HandMade, Rules, Uses } from './rules.js';

const regroupings: readonly Uses[] = ['mixed', 'roles', 'departments', 'mixed', 'ignored'];
const everything = { after: 0, limit: 1_000 } as const;

/** Who steers the connection of a history: saves settings, and decides about what is held. */
export class Administrator {
  /** How many removals were let through. */
  removalsApproved = 0;
  /** How often something was refused. */
  refused = 0;

  constructor(
    private readonly store: Store,
    private readonly tenant: Tenant,
    private readonly made: HandMade,
    /** What is set now. */
    public rules: Rules,
  ) {}

  private get id(): ConnectionId {
    return this.tenant.connectionId as ConnectionId;
  }

  private get runs(): Runs {
    return this.store.of(this.id, 'admin:history').runs;
  }

  /** Sets one thing anew; everything is planned by it. */
  async change(a: number, b: number): Promise<void> {
    await this.save(changedRules(this.rules, a, b));
  }

  /** Says anew what Groups are. */
  async regroup(b: number): Promise<void> {
    await this.save({ ...this.rules, uses: regroupings[b % regroupings.length] ?? 'mixed' });
  }

  /** Says which Groups are synced, with all that is nested in them; undefined: all again. */
  async name(included: ResourceId | undefined, excluded: ResourceId | undefined): Promise<void> {
    const list = (id: ResourceId | undefined) => (id === undefined ? [] : [id]);
    await this.save({ ...this.rules, named: { included: list(included), excluded: list(excluded) } });
  }

  /** Lets one of the lists that are held be carried out. */
  async approve(a: number): Promise<void> {
    const held = await this.runs.list({ state: 'held', limit: 100 });
    const run = held[a % Math.max(held.length, 1)];
    if (!run) return;
    const checksum = await this.runs.checksum(run);
    const removals = await this.undecided(run.id, 'leavers');
    const decided = await this.runs.approve(run.id, { checksum, decidedBy: 'admin:history' });
    if (decided.kind === 'decided') this.removalsApproved += removals.length;
  }

  /** Refuses to change a person, or to remove one. What departments need is never refused. */
  async refuse(a: number, b: number): Promise<void> {
    const held = await this.runs.list({ state: 'held', limit: 100 });
    const run = held[a % Math.max(held.length, 1)];
    if (!run) return;
    const [leavers, updates] = [
      await this.undecided(run.id, 'leavers'),
      await this.undecided(run.id, 'updates'),
    ];
    const people = [...leavers, ...updates].filter(({ linkKind }) => linkKind === 'account');
    const one = people[b % Math.max(people.length, 1)];
    if (!one) return;
    const checksum = await this.runs.checksum(run);
    const decision = { checksum, only: { seqs: [one.seq] }, decidedBy: 'admin:history' };
    const decided = await this.runs.drop(run.id, decision);
    if (decided.kind === 'decided') this.refused += decided.items;
  }

  /** Lets everything that is held be carried out. @returns whether anything was */
  async approveAll(): Promise<boolean> {
    const held = await this.runs.list({ state: 'held', limit: 100 });
    for (let at = 0; at < held.length; at += 1) await this.approve(0);
    return held.length > 0;
  }

  private async save(rules: Rules): Promise<void> {
    this.rules = rules;
    const settings = settingsSchema.parse(settingsOf(rules, this.made));
    await this.store.connections.saveSettings(this.id, settings, 'admin:history');
  }

  private async undecided(run: string, kind: RunItem['kind']): Promise<readonly RunItem[]> {
    return this.runs.items(run, { ...everything, states: ['held'], kind });
  }
}
