import type { Lane, ResourceId } from '#common';
import { lanes } from '#common';
import type { Tenant } from '../support/bridge.js';
import { spans } from './clock.js';
import type { Command, CommandKind } from './command.js';
import type { Administrator } from './administrator.js';
import { Company } from './company.js';
import { causeOf } from './end.js';
import { Engine } from './engine.js';
import type { Rig } from './engine.js';
import { apis, faults } from './failures.js';
import { Hands } from './hands.js';
import { Turns } from './turns.js';

/** After these a Group may be something else than before. */
const mayTurn: readonly CommandKind[] = ['changeSettings', 'regroup', 'turnGroup', 'renameGroup'];

/** One company's history: its identity provider, its pushers and what goes wrong between them. */
export class History {
  readonly company: Company;
  readonly hands: Hands;
  /** What was seen on the way and must not be. */
  readonly faults: string[] = [];
  readonly engine: Engine;
  readonly turns: Turns;

  constructor(
    private readonly rig: Rig,
    readonly tenant: Tenant,
    readonly administrator: Administrator,
  ) {
    this.company = new Company(tenant, () => administrator.rules.source);
    this.hands = new Hands(tenant, this.company, administrator);
    this.engine = new Engine(rig, tenant, administrator);
    this.turns = new Turns(tenant, this.company);
  }

  /** What happens next, and what has become of it that is counted. */
  async step(command: Command): Promise<void> {
    const turns = mayTurn.includes(command.kind);
    if (turns) await this.turns.look(this.administrator.rules);
    await this.carryOut(command);
    if (turns) await this.turns.look(this.administrator.rules);
  }

  private async carryOut({ kind, a, b, c }: Command): Promise<void> {
    const { company, hands, administrator, engine } = this;
    const person = company.person(a);
    const group = company.group(a);
    switch (kind) {
      case 'createUser':
        return company.hire(a, b);
      case 'createKnown':
        await hands.addEnterpriseAccount(this.rig.store);
        return company.hire(a, b);
      case 'transfer':
        return person && company.transfer(person, b);
      case 'recreateUser': {
        const again = company.gonePeople.splice(a % Math.max(company.gonePeople.length, 1), 1)[0];
        return again && company.hire(b, c, again);
      }
      case 'deleteUser':
        return person && company.dismiss(person);
      case 'changeUser':
        return person && company.change(person, b, c);
      case 'replaceUser':
        return person && company.replace(person, b, c);
      case 'changeMobile':
        return person && company.changeMobile(person, b);
      case 'changeManager':
        return person && company.changeManager(person, company.person(b), c);
      case 'deactivate':
      case 'reactivate':
        return person && company.setActive(person, kind === 'reactivate');
      case 'createGroup':
        return company.found(a);
      case 'recreateGroup': {
        const again = company.goneGroups.splice(a % Math.max(company.goneGroups.length, 1), 1)[0];
        return again === undefined ? undefined : company.found(b, again);
      }
      case 'deleteGroup':
        return group && company.dissolve(group);
      case 'renameGroup':
        return group && company.rename(group, b);
      case 'nestGroup':
        return company.nest(a, b);
      case 'join':
      case 'leave': {
        const into = company.group(b);
        if (!person || !into) return undefined;
        return company.members(into.id, kind === 'join' ? 'add' : 'remove', person.id);
      }
      case 'dropOut':
        return company.dropOut(a, b);
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
      case 'beAway':
        return this.beAway(a, b, c);
      case 'stranger':
        return hands.addStranger(a);
      case 'strangerGoes':
        return hands.removeStranger(a);
      case 'appoint':
        await hands.appoint(a, b);
        // What was known of administrators before is too old by then.
        return engine.pass(11 * 60_000);
      case 'relieve':
        return hands.relieve(a);
      case 'undoRole':
        return hands.undoRole(a, b);
      case 'learnField':
        return hands.learnField();
      case 'lookForDrift':
        await engine.lookForDrift();
        return undefined;
      case 'accept':
      case 'decline':
        return hands.answerInvitation(kind, a);
      case 'showFields':
        return hands.showFields(a);
      case 'fill':
        return hands.fill(a);
      case 'makeRoom':
        return hands.makeRoom();
      case 'failCall':
        return this.tenant.fail({
          path: apis[a % apis.length] ?? '*',
          times: 1 + (c % 2),
          ...faults[b % faults.length],
        });
      case 'bell':
        return engine.ring(this.lane(a));
      case 'twoBells':
        await Promise.all([engine.ring(this.lane(a)), engine.ring(this.lane(a)), engine.ring(this.lane(b))]);
        return undefined;
      case 'kill':
        return engine.ring(this.lane(a), { call: 1 + (b % 4), moment: c % 2 === 0 ? 'before' : 'after' });
      case 'time':
        return engine.pass(spans[a % spans.length] ?? 0);
      case 'changeSettings':
        return administrator.change(a, b);
      case 'regroup':
        return administrator.regroup(b);
      case 'turnGroup':
        return group && company.turn(group, b, c);
      case 'includeGroup':
        return administrator.name(group?.id as ResourceId | undefined, undefined);
      case 'excludeGroup':
        return administrator.name(undefined, group?.id as ResourceId | undefined);
      case 'allGroups':
        return administrator.name(undefined, undefined);
      case 'catchUp':
        return engine.catchUp();
      case 'plan':
        return engine.plan();
      case 'approve':
        return administrator.approve(a);
      case 'refuse':
        return administrator.refuse(a, b);
    }
  }

  /** Somebody is away for half of his grace period: meanwhile nobody removes him, and then he is back. */
  private async beAway(a: number, b: number, c: number): Promise<void> {
    const { company, administrator, tenant, engine } = this;
    const person = company.person(a);
    const cause = b % 2 === 0 ? 'deactivated' : 'deleted';
    const { graceSeconds } = administrator.rules.leavers[cause];
    const user = (await company.all('Users')).find(({ id }) => id === person?.id);
    if (!person || !user || graceSeconds === 0) return;
    const groups = await company.all('Groups');
    if (causeOf({ rules: administrator.rules, groups }, user) !== undefined) return;
    const since = await tenant.mark();
    const userid = (await tenant.link(person.id))?.externalId;
    await (cause === 'deleted' ? company.dismiss(person) : company.setActive(person, false));
    for (const part of [0, 2]) {
      if (part > 0) await engine.pass((graceSeconds * 1_000) / part);
      for (const lane of lanes) await engine.ring(lane);
    }
    const deletions = await tenant.calls('user/delete', since);
    if (deletions.some(({ body }) => body?.userid === userid))
      this.faults.push(`n${String(person.number)} (${cause}) was deleted within his grace period`);
    if (cause === 'deactivated') return company.setActive(person, true);
    const again = company.gonePeople.pop();
    return again && company.hire(a, c, again);
  }

  private lane(a: number): Lane {
    return lanes[a % lanes.length] ?? 'people';
  }
}
