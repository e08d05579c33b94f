import { userIdCandidates } from '#provisioning';
import type { Store } from '#store';
import type { ConnectionId } from '#common';
import type { Tenant } from '../support/bridge.js';
import type { SimulatedUser } from '../support/simulator-client.js';
import type { Administrator } from './administrator.js';
import { protectedMobiles } from './company.js';
import type { Company } from './company.js';
import { causeOf, madeByHand, numberOf } from './end.js';
import { customFields, roleGroup } from './rules.js';
import type { Happening } from './tally.js';

/** Field permissions that an app may have been given. */
const permissions = [[], ['fieldMobile'], ['fieldEmail'], ['fieldMobile', 'fieldEmail']] as const;

/** What people of DingTalk do by hand in the organisation of a history. */
export class Hands {
  /** Accounts that they made for others: none of ours. */
  readonly strangers: { readonly userid: string; readonly mobile: string }[] = [];
  /** Who administers the organisation, as he was when that began. */
  readonly administrators = new Map<string, SimulatedUser>();
  /** Who accepted an invitation when he was to be out of DingTalk. */
  readonly lateGuests = new Set<string>();
  /** How many people DingTalk takes; null: any number. */
  headcount: number | null = null;
  /** Whether a role was undone by hand since DingTalk was looked at last. */
  hasUndone = false;
  readonly happened = new Set<Happening>();
  private strangerNumber = 0;

  constructor(
    private readonly tenant: Tenant,
    private readonly company: Company,
    private readonly administrator: Administrator,
  ) {}

  /** Gives the app some field permissions, and takes it the others. */
  async showFields(a: number): Promise<void> {
    const fields = permissions[a % permissions.length] ?? [];
    await this.tenant.bridge.simulator.setApp({ appKey: this.tenant.company.appKey, fields });
  }

  /** DingTalk takes so many people more. */
  async fill(a: number): Promise<void> {
    const { users } = await this.tenant.state();
    await this.limit(users.length + (a % 3));
  }

  /** DingTalk takes anybody. */
  async makeRoom(): Promise<void> {
    await this.limit(null);
  }

  /** An account of nobody's, with a number that somebody of the company may want. */
  async addStranger(a: number): Promise<void> {
    this.strangerNumber += 1;
    const mobile = this.company.mobile(a);
    if (protectedMobiles.includes(mobile)) return;
    const userid = `hand-${String(this.strangerNumber)}`;
    const taken = (await this.tenant.state()).users.some((one) => one.mobile === mobile);
    if (taken) return;
    await this.call('/topapi/v2/user/create', { userid, mobile, name: 'By hand', dept_id_list: '1' });
    if (await this.isThere(userid)) this.strangers.push({ userid, mobile });
  }

  async removeStranger(a: number): Promise<void> {
    const stranger = this.strangers.splice(a % Math.max(this.strangers.length, 1), 1)[0];
    if (!stranger) return;
    await this.call('/topapi/v2/user/delete', { userid: stranger.userid });
    if (await this.isThere(stranger.userid)) this.strangers.push(stranger);
  }

  /** The account of whoever is hired next was there before the bridge: an earlier store's, or its userid's by chance. */
  async addEnterpriseAccount(store: Store): Promise<void> {
    const { nextExternalId: externalId } = this.company;
    const connection = await store.connections.find(this.tenant.connectionId as ConnectionId);
    const [userid] = userIdCandidates(connection?.stamp ?? '', { externalId, id: externalId });
    await this.call('/topapi/v2/user/create', {
      userid,
      name: 'By hand',
      job_number: externalId.replace('e', 'n'),
      dept_id_list: '1',
      exclusive_account: true,
      exclusive_account_type: 'sso',
    });
  }

  /** Somebody of ours administers the organisation from now on. */
  async appoint(a: number, b: number): Promise<void> {
    const ours = (await this.tenant.state()).users.filter((one) => one.job_number !== '' && !madeByHand(one));
    const one = ours[a % Math.max(ours.length, 1)];
    if (!one) return;
    await this.tenant.bridge.simulator.setAdministrator(this.tenant.org, one.userid, b % 2 === 0 ? 1 : 2);
    this.administrators.set(one.userid, one);
  }

  async relieve(a: number): Promise<void> {
    const userids = [...this.administrators.keys()];
    const userid = userids[a % Math.max(userids.length, 1)];
    if (userid === undefined) return;
    await this.tenant.bridge.simulator.setAdministrator(this.tenant.org, userid, null);
    this.administrators.delete(userid);
  }

  /** Takes everybody out of a role of ours, and as a rule deletes it. */
  async undoRole(a: number, b: number): Promise<void> {
    const ours = (await this.tenant.state()).roles.filter(({ group }) => group === roleGroup);
    const one = ours[a % Math.max(ours.length, 1)];
    if (!one) return;
    this.hasUndone = true;
    const { id, userids } = one;
    if (userids.length > 0)
      await this.call('/topapi/role/removerolesforemps', { roleIds: id, userIds: userids.join(',') });
    if (b % 3 === 0) return;
    await this.call('/topapi/role/deleterole', { role_id: id });
    const { roles } = await this.tenant.state();
    if (roles.every((role) => role.id !== id)) this.happened.add('role deleted by hand');
  }

  /** The organisation gets the custom field that it took and did not keep. */
  async learnField(): Promise<void> {
    await this.tenant.bridge.simulator.setCustomFields(this.tenant.org, Object.values(customFields));
  }

  /** Somebody who was invited accepts, or does not want to. */
  async answerInvitation(answer: 'accept' | 'decline', a: number): Promise<void> {
    const mobile = protectedMobiles[a % protectedMobiles.length] ?? '';
    const { simulator } = this.tenant.bridge;
    const userid = await simulator.answerInvitation(this.tenant.org, `+86-${mobile}`, answer);
    if (userid === undefined) return;
    const [users, groups] = [await this.company.all('Users'), await this.company.all('Groups')];
    const account = (await this.tenant.state()).users.find((one) => one.userid === userid);
    const user = users.find((one) => numberOf(one) === account?.job_number);
    const { rules } = this.administrator;
    if (!user || causeOf({ rules, groups }, user) !== undefined) this.lateGuests.add(userid);
  }

  private async limit(headcount: number | null): Promise<void> {
    this.headcount = headcount;
    await this.tenant.bridge.simulator.setCaps(this.tenant.org, { headcount });
  }

  private async isThere(userid: string): Promise<boolean> {
    return (await this.tenant.state()).users.some((one) => one.userid === userid);
  }

  /** What goes wrong may go wrong for people as well. */
  private async call(path: string, body: Readonly<Record<string, unknown>>): Promise<void> {
    await this.tenant.byHand(path, body).catch(() => undefined);
  }
}
