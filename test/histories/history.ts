import type { ConnectionId, Lane, ResourceId } from '#common';
import { lanes } from '#common';
import { userIdCandidates } from '#provisioning';
import type { Logger } from '#runtime';
import type { Store } from '#store';
import type { Tenant } from '../support/bridge.js';
import type { SimulatedUser } from '../support/clients.js';
import type { Clock } from './clock.js';
import type { Command } from './command.js';
import type { Administrator } from './administrator.js';
import { Company, protectedMobiles } from './company.js';
import { causeOf, enterprise, madeByHand, numberOf } from './end.js';
import { Pusher } from './pusher.js';
import type { Death } from './pusher.js';
import { RunPlanner } from '../../apps/dingtalk-pusher/src/run/planner.js';

/** What all histories of a run share. */
export interface Rig {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How far time moves in one step: a moment, a lost answer, a lease, a ban, a slow look, the settle time, a day. */
const spans = [700, 6_000, 61_000, 301_000, 11 * 60_000, 3_700_000, 25 * 3_600_000];

/** What goes wrong with a call. */
const faults = [
  { cut: 'before' },
  { cut: 'after' },
  { cut: 'after' },
  { subCode: '90018' },
  { errcode: -1 },
  { errcode: 15 },
  { html: true, httpStatus: 503 },
  { httpStatus: 500 },
] as const;

const apis = [
  '/topapi/v2/user/create',
  '/topapi/v2/user/update',
  '/topapi/v2/user/delete',
  '/topapi/v2/department/create',
  '/topapi/v2/department/update',
  '/topapi/v2/department/delete',
  '*',
] as const;

/** One company's history: its identity provider, its pushers and what goes wrong between them. */
export class History {
  readonly company: Company;
  /** Accounts that people of DingTalk made by hand: none of ours. */
  readonly strangers: { readonly userid: string; readonly mobile: string }[] = [];
  private readonly pusher: Pusher;
  private readonly planner: RunPlanner;
  private readonly mortals: Pusher[] = [];
  /** Who administers the organisation, as he was when that began. */
  readonly administrators = new Map<string, SimulatedUser>();
  /** Who accepted an invitation when he was to be out of DingTalk. */
  readonly lateGuests = new Set<string>();
  private strangerNumber = 0;

  constructor(
    private readonly rig: Rig,
    readonly tenant: Tenant,
    readonly administrator: Administrator,
  ) {
    this.company = new Company(tenant, administrator.rules.source);
    this.planner = new RunPlanner(rig.store, rig.logger);
    this.pusher = new Pusher(rig.store, rig.logger);
  }

  private get connectionId(): ConnectionId {
    return this.tenant.connectionId as ConnectionId;
  }

  async step({ kind, a, b, c }: Command): Promise<void> {
    const { company } = this;
    const person = company.person(a);
    const group = company.group(a);
    switch (kind) {
      case 'createUser':
        return company.hire(a, b);
      case 'createKnown':
        await this.addEnterpriseAccount();
        return company.hire(a, b);
      case 'transfer':
        return (
          person &&
          company.patch(`/Users/${person.id}`, [
            { op: 'replace', path: `${enterprise}:department`, value: company.path(b) },
          ])
        );
      case 'appoint':
        return this.appoint(a, b);
      case 'relieve':
        return this.relieve(a);
      case 'recreateUser': {
        const again = company.gonePeople.splice(a % Math.max(company.gonePeople.length, 1), 1)[0];
        return again && company.hire(b, c, again);
      }
      case 'deleteUser':
        return person && company.dismiss(person);
      case 'changeUser':
        return person && company.patch(`/Users/${person.id}`, change(b, c));
      case 'replaceUser': {
        if (!person) return undefined;
        const mobile = company.mobile(c);
        person.mobiles.add(mobile);
        const { status } = await company.scim.put(
          `/Users/${person.id}`,
          company.body(person.number, mobile, b),
        );
        if (status !== 200) throw new Error(`PUT answered ${String(status)}`);
        return undefined;
      }
      case 'changeMobile': {
        if (!person) return undefined;
        const value = company.mobile(b);
        person.mobiles.add(value);
        return company.patch(`/Users/${person.id}`, [
          { op: 'replace', path: 'phoneNumbers', value: [{ type: 'mobile', value }] },
        ]);
      }
      case 'changeManager': {
        const manager = company.person(b);
        const path = `${enterprise}:manager`;
        if (!person || !manager) return undefined;
        const none = c % 4 === 0;
        return company.patch(`/Users/${person.id}`, [
          none ? { op: 'remove', path } : { op: 'replace', path, value: { value: manager.id } },
        ]);
      }
      case 'deactivate':
      case 'reactivate':
        return (
          person &&
          company.patch(`/Users/${person.id}`, [
            { op: 'replace', path: 'active', value: kind === 'reactivate' },
          ])
        );
      case 'createGroup':
        return company.found(a);
      case 'recreateGroup': {
        const again = company.goneGroups.splice(a % Math.max(company.goneGroups.length, 1), 1)[0];
        return again === undefined ? undefined : company.found(b, again);
      }
      case 'deleteGroup':
        return group && company.dissolve(group);
      case 'renameGroup':
        return (
          group &&
          company.patch(`/Groups/${group.id}`, [
            { op: 'replace', path: 'displayName', value: company.groupName(b) },
          ])
        );
      case 'nestGroup':
        return this.nest(a, b);
      case 'join':
      case 'leave': {
        const into = company.group(b);
        if (!person || !into) return undefined;
        return company.members(into.id, kind === 'join' ? 'add' : 'remove', person.id);
      }
      case 'move': {
        const [from, to] = [company.group(b), company.group(c)];
        if (!person || !from || !to) return undefined;
        await company.members(from.id, 'remove', person.id);
        return company.members(to.id, 'add', person.id);
      }
      case 'overlap':
        await Promise.all(
          [0, 1, 2].map((n) => {
            const [who, where] = [company.person(a + n), company.group(b)];
            const op = (c + n) % 3 === 0 ? 'remove' : 'add';
            return who && where ? company.members(where.id, op, who.id) : Promise.resolve();
          }),
        );
        return undefined;
      case 'stranger':
        return this.addStranger(a);
      case 'strangerGoes': {
        const stranger = this.strangers.splice(a % Math.max(this.strangers.length, 1), 1)[0];
        if (!stranger) return undefined;
        await this.byHand('/topapi/v2/user/delete', { userid: stranger.userid });
        const left = (await this.tenant.state()).users.some(({ userid }) => userid === stranger.userid);
        if (left) this.strangers.push(stranger);
        return undefined;
      }
      case 'failCall':
        return this.tenant.fail({
          path: apis[a % apis.length] ?? '*',
          times: 1 + (c % 2),
          ...faults[b % faults.length],
        });
      case 'bell':
        return this.ring(this.lane(a));
      case 'twoBells':
        await Promise.all([this.ring(this.lane(a)), this.ring(this.lane(a)), this.ring(this.lane(b))]);
        return undefined;
      case 'kill':
        return this.ring(this.lane(a), { call: 1 + (b % 4), moment: c % 2 === 0 ? 'before' : 'after' });
      case 'time':
        return this.pass(spans[a % spans.length] ?? 0);
      case 'changeSettings':
        return this.administrator.change(a, b);
      case 'includeGroup':
        return this.administrator.name(group?.id as ResourceId | undefined, undefined);
      case 'excludeGroup':
        return this.administrator.name(undefined, group?.id as ResourceId | undefined);
      case 'allGroups':
        return this.administrator.name(undefined, undefined);
      case 'plan':
        return this.plan();
      case 'approve':
        return this.administrator.approve(a);
      case 'refuse':
        return this.administrator.refuse(a, b);
      case 'accept':
      case 'decline':
        return this.answerInvitation(kind, a);
    }
  }

  /** Nothing new goes wrong, and time passes until nothing is left to do. */
  async settle(): Promise<void> {
    for (const span of [700, 6_000, 61_000, 301_000, 700, 11 * 60_000, 6_000, 3_700_000, 25 * 3_600_000]) {
      await this.pass(span);
      await this.ringAll();
      while (await this.administrator.approveAll()) await this.ringAll();
    }
    for (let looks = 0; looks < 4; looks += 1) {
      await this.pass(25 * 3_600_000);
      await this.ringAll();
      while (await this.administrator.approveAll()) await this.ringAll();
    }
  }

  async pass(ms: number): Promise<void> {
    await this.rig.clock.advance(this.tenant.connectionId, ms);
  }

  /** Everything is looked at once more, as after a change of the settings. */
  async lookAtAll(): Promise<void> {
    await this.rig.clock.allDue(this.tenant.connectionId);
    await this.ringAll();
  }

  async close(): Promise<void> {
    await Promise.all([this.pusher, ...this.mortals].map((pusher) => pusher.close()));
  }

  /** Rings for every lane until nothing is due any more. */
  private async ringAll(): Promise<void> {
    for (let rounds = 0; rounds < 200; rounds += 1) {
      await this.plan();
      for (const lane of lanes) await this.ring(lane);
      if ((await this.rig.clock.due(this.tenant.connectionId)) === 0) return;
      // A lane may rest for a while.
      if (rounds % 3 === 2) await this.pass(2_000);
    }
    throw new Error(
      `work is due without end: ${JSON.stringify(await this.rig.clock.dueNow(this.tenant.connectionId))}`,
    );
  }

  private async ring(lane: Lane, death?: Death): Promise<void> {
    const { store, logger } = this.rig;
    if (!death) {
      await this.pusher.drain(this.connectionId, lane);
      return;
    }
    const mortal = new Pusher(store, logger, death);
    this.mortals.push(mortal);
    await mortal.drain(this.connectionId, lane);
  }

  /** Plans what settings have changed. */
  private async plan(): Promise<void> {
    await this.planner.work();
  }

  /** Somebody who was invited accepts, or does not want to. */
  private async answerInvitation(answer: 'accept' | 'decline', a: number): Promise<void> {
    const mobile = protectedMobiles[a % protectedMobiles.length] ?? '';
    const userid = await this.tenant.bridge.simulator.answerInvitation(
      this.tenant.org,
      `+86-${mobile}`,
      answer,
    );
    if (userid === undefined) return;
    const [users, groups] = [await this.company.all('Users'), await this.company.all('Groups')];
    const account = (await this.tenant.state()).users.find((one) => one.userid === userid);
    const user = users.find((one) => numberOf(one) === account?.job_number);
    const { rules } = this.administrator;
    if (!user || causeOf({ rules, groups }, user) !== undefined) this.lateGuests.add(userid);
  }

  private lane(a: number): Lane {
    return lanes[a % lanes.length] ?? 'people';
  }

  /** Puts a Group below another, or back to the top: out first, then in, as identity providers do. */
  private async nest(a: number, b: number): Promise<void> {
    const { company } = this;
    const [child, parent] = [company.group(a), company.group(b)];
    if (!child || !parent || child === parent) return;
    for (const one of await company.all('Groups')) {
      if (one.members?.some(({ value }) => value === child.id)) {
        await company.members(one.id, 'remove', child.id);
      }
    }
    if (a % 5 !== 0) await company.members(parent.id, 'add', child.id);
  }

  /** What goes wrong may go wrong for people as well. */
  private async byHand(path: string, body: Readonly<Record<string, unknown>>): Promise<void> {
    await this.tenant.byHand(path, body).catch(() => undefined);
  }

  /** The account of whoever is hired next was there before the bridge: an earlier store's, or its userid's by chance. */
  private async addEnterpriseAccount(): Promise<void> {
    const { nextExternalId: externalId } = this.company;
    const connection = await this.rig.store.connections.find(this.connectionId);
    const [userid] = userIdCandidates(connection?.stamp ?? '', { externalId, id: externalId });
    await this.byHand('/topapi/v2/user/create', {
      userid,
      name: 'By hand',
      job_number: externalId.replace('e', 'n'),
      dept_id_list: '1',
      exclusive_account: true,
      exclusive_account_type: 'sso',
    });
  }

  /** What was known of administrators before is too old by then. */
  private async appoint(a: number, b: number): Promise<void> {
    const ours = (await this.tenant.state()).users.filter((one) => one.job_number !== '' && !madeByHand(one));
    const one = ours[a % Math.max(ours.length, 1)];
    if (!one) return;
    await this.tenant.bridge.simulator.setAdministrator(this.tenant.org, one.userid, b % 2 === 0 ? 1 : 2);
    await this.pass(11 * 60_000);
    this.administrators.set(one.userid, one);
  }

  private async relieve(a: number): Promise<void> {
    const userids = [...this.administrators.keys()];
    const userid = userids[a % Math.max(userids.length, 1)];
    if (userid === undefined) return;
    await this.tenant.bridge.simulator.setAdministrator(this.tenant.org, userid, null);
    this.administrators.delete(userid);
  }

  private async addStranger(a: number): Promise<void> {
    this.strangerNumber += 1;
    const mobile = this.company.mobile(a);
    if (protectedMobiles.includes(mobile)) return;
    const userid = `hand-${String(this.strangerNumber)}`;
    const taken = (await this.tenant.state()).users.some((one) => one.mobile === mobile);
    if (taken) return;
    await this.byHand('/topapi/v2/user/create', { userid, mobile, name: 'By hand', dept_id_list: '1' });
    const made = (await this.tenant.state()).users.some((one) => one.userid === userid);
    if (made) this.strangers.push({ userid, mobile });
  }
}

/** A small edit of a User. */
function change(b: number, c: number): readonly object[] {
  switch (b % 4) {
    case 0:
      return [{ op: 'replace', path: 'displayName', value: `Renamed ${String(c % 9)}` }];
    case 1:
      return [{ op: 'replace', path: 'title', value: `Title ${String(c % 9)}` }];
    case 2:
      return [{ op: 'remove', path: 'title' }];
    default:
      return [
        { op: 'replace', path: 'displayName', value: `Renamed ${String(c % 9)}` },
        { op: 'replace', path: 'title', value: `Title ${String(c % 9)}` },
      ];
  }
}
