import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  countUsers,
  createDepartment,
  createUser,
  deleteDepartment,
  deleteUser,
  findUserByMobile,
  findUserByUnionId,
  getDepartment,
  getUser,
  listAdministrators,
  listSubDepartmentIds,
  listSubDepartments,
  listUserIds,
  listUserNames,
  listUsers,
  parentsOfDepartment,
  parentsOfUser,
  readContactScope,
  updateDepartment,
  updateUser,
} from '#dingtalk';
import type { DingTalkClient } from '#dingtalk';
import { usualVariants } from '../../apps/dingtalk-simulator/src/variants.js';
import type { Variants } from '../../apps/dingtalk-simulator/src/variants.js';
import { eventually } from '../support/eventually.js';
import { openClient } from '../support/simulator.js';
import type { SimulatedApp, Simulator } from '../support/simulator.js';

/** Nobody's yet, in any organisation: by flag, people of other organisations are known. */
let numbers = 0;
const newMobile = () => `138${String((numbers += 1)).padStart(8, '0')}`;

const adaTemplate = {
  userId: 'b-ada',
  name: 'Ada',
  title: 'Countess',
  jobNumber: 'E-1',
  email: 'ada@example.com',
};
const graceTemplate = { userId: 'b-grace', name: '格蕾丝', email: 'grace@example.com' };

/** What the client does with people and departments, whatever of DingTalk's doubtful sides are on. */
export function contactsContract(simulatorOf: () => Simulator, variants: Partial<Variants>): void {
  let simulator: Simulator;
  let app: SimulatedApp;
  let client: DingTalkClient;
  let navy: number;
  let yard: number;
  let ada: typeof adaTemplate & { readonly mobile: string };
  let grace: typeof graceTemplate & { readonly mobile: string };

  beforeEach(async () => {
    simulator = simulatorOf();
    Object.assign(simulator.world.variants, usualVariants());
    app = await simulator.newApp();
    ada = { ...adaTemplate, mobile: newMobile() };
    grace = { ...graceTemplate, mobile: newMobile() };
    client = openClient(simulator.url, app);
    navy = await createDepartment(client, { name: 'Navy', parentId: 1, sourceIdentifier: 's:navy' });
    yard = await createDepartment(client, { name: 'Yard', parentId: navy, sourceIdentifier: 's:yard' });
    await createUser(client, { ...ada, departmentIds: [navy, yard] });
    Object.assign(simulator.world.variants, variants);
    if (readAfterWriteLagMs > 0) await seen(() => getDepartment(client, yard));
    if (readAfterWriteLagMs > 0) await seen(() => getUser(client, 'b-ada'));
  });

  const lastBody = async (path: string) =>
    (await simulator.log(app.org)).filter((entry) => entry.path === path).at(-1)?.body;
  /** What was just written may not be seen at once. */
  const seen = <T>(look: () => Promise<T>): Promise<T> =>
    eventually('seen', () => look().catch(() => undefined));
  const all = async <T>(list: AsyncIterable<T>): Promise<readonly T[]> => {
    const items: T[] = [];
    for await (const item of list) items.push(item);
    return items;
  };
  const refused = (on: string) => ({ name: 'Rejected', on });
  const {
    departmentTitles,
    tutorialCodes,
    hrPositionManaged,
    emptyTextClears,
    readAfterWriteLagMs,
    headcountCode,
  } = {
    ...usualVariants(),
    ...variants,
  };

  describe('a person', () => {
    it('is made with our own userid, departments as comma-separated text, and read back', async () => {
      await createUser(client, { ...grace, departmentIds: [navy, yard] });
      expect(await lastBody('/topapi/v2/user/create')).toMatchObject({
        userid: 'b-grace',
        dept_id_list: `${String(navy)},${String(yard)}`,
      });
      const read = await seen(() => getUser(client, 'b-grace'));
      expect(read).toMatchObject({ ...grace, stateCode: '86', departmentIds: [navy, yard] });
      expect(read.departmentOrders.every(({ order }) => order > 2n ** 53n)).toBe(true);
    });

    it('keeps what an update leaves out, and is never sent a mobile', async () => {
      await updateUser(client, 'b-ada', { jobNumber: 'E-2', extension: { city: '杭州' } }, []);
      expect(await lastBody('/topapi/v2/user/update')).toEqual({
        userid: 'b-ada',
        job_number: 'E-2',
        extension: '{"city":"杭州"}',
        ext_attrs_update_mode: 1,
      });
      expect(await getUser(client, 'b-ada')).toMatchObject({ ...ada, jobNumber: 'E-2' });
    });

    it('changes departments by replacing them all, unless they belong to somebody else', async () => {
      const change = updateUser(client, 'b-ada', { departmentIds: [yard] }, []);
      if (hrPositionManaged) {
        await expect(change).rejects.toMatchObject({ name: 'Rejected', code: '12150' });
        return;
      }
      await change;
      expect(await getUser(client, 'b-ada')).toMatchObject({ departmentIds: [yard] });
    });

    it('has a title in each department that a list names, as far as user/update takes one', async () => {
      const title = (name: string) => ({ departmentTitles: { [navy]: name } });
      await createUser(client, {
        ...grace,
        departmentIds: [navy, yard],
        departmentTitles: { [yard]: 'Cook' },
      });
      const told = () => {
        const there = simulator.world.organisations.get(app.org)?.users.get('b-grace')?.departments;
        return [...(there ?? [])].map(([id, { title: name }]) => [id, name]);
      };
      expect(told()).toEqual([
        [navy, undefined],
        [yard, 'Cook'],
      ]);
      const write = updateUser(client, 'b-grace', title('Pilot'), []);
      if (hrPositionManaged && departmentTitles !== 'createOnly') {
        await expect(write).rejects.toMatchObject({ name: 'Rejected', code: '12150' });
        return;
      }
      await write;
      expect(await lastBody('/topapi/v2/user/update')).toEqual({
        userid: 'b-grace',
        dept_title_list: [{ dept_id: navy, title: 'Pilot' }],
      });
      const [inNavy, inYard] = {
        named: ['Pilot', 'Cook'],
        replaced: ['Pilot', undefined],
        createOnly: [undefined, 'Cook'],
      }[departmentTitles];
      expect(told()).toEqual([
        [navy, inNavy],
        [yard, inYard],
      ]);
    });

    it('loses fields that are cleared, the manager by force', async () => {
      await createUser(client, { ...grace, departmentIds: [navy] });
      await seen(() => updateUser(client, 'b-ada', { managerUserId: 'b-grace' }, []).then(() => true));
      expect(await getUser(client, 'b-ada')).toMatchObject({ managerUserId: 'b-grace' });
      await updateUser(client, 'b-ada', {}, ['jobNumber', 'email', 'managerUserId']);
      expect(await lastBody('/topapi/v2/user/update')).toEqual({
        userid: 'b-ada',
        job_number: '',
        email: '',
        force_update_fields: 'manager_userid',
      });
      const { jobNumber, email, managerUserId, title } = await getUser(client, 'b-ada');
      expect([managerUserId, title]).toEqual([undefined, 'Countess']);
      // Whether an empty text clears is not documented.
      expect([jobNumber, email]).toEqual(emptyTextClears ? [undefined, undefined] : ['E-1', ada.email]);
    });

    it('who is gone, was never there or has only been invited is not found', async () => {
      await deleteUser(client, 'b-ada');
      for (const userId of ['b-ada', 'b-nobody']) {
        await expect(getUser(client, userId)).rejects.toMatchObject(refused('notFound'));
        await expect(deleteUser(client, userId)).rejects.toMatchObject(refused('notFound'));
      }
      await simulator.post('/__sim/world/mobiles', { mobile: `+86-${grace.mobile}`, verifyBeforeJoin: true });
      const invited = { ...grace, departmentIds: [navy] };
      await expect(createUser(client, invited)).rejects.toMatchObject({ name: 'PendingInvite' });
      await expect(getUser(client, 'b-grace')).rejects.toMatchObject(refused('notFound'));
      await expect(findUserByMobile(client, grace.mobile)).rejects.toMatchObject(refused('notFound'));
    });

    it.each([
      { on: 'userId', change: () => ({ userId: 'b-ada' }), reason: 'the userid is taken' },
      { on: 'mobile', change: () => ({ mobile: ada.mobile }), reason: 'the number is taken' },
      { on: 'email', change: () => ({ email: ada.email }), reason: 'the e-mail is taken' },
      { on: 'mobileFormat', change: () => ({ mobile: '12' }), reason: 'it is no number' },
      { on: 'manager', change: () => ({ managerUserId: 'b-nobody' }), reason: 'there is no such manager' },
    ])('is refused for $on: $reason', async ({ on, change }) => {
      const person = { ...grace, departmentIds: [navy], ...change() };
      await expect(createUser(client, person)).rejects.toMatchObject(refused(on));
    });

    it('is refused for a department that is not there', async () => {
      const person = { ...grace, departmentIds: [99] };
      await expect(createUser(client, person)).rejects.toMatchObject(refused('departmentNotFound'));
    });

    it('is found by mobile and by unionid', async () => {
      expect(await findUserByMobile(client, ada.mobile)).toBe('b-ada');
      const { unionId = '' } = await getUser(client, 'b-ada');
      expect(await findUserByUnionId(client, unionId)).toEqual({ userId: 'b-ada', external: false });
      await expect(findUserByUnionId(client, 'nobody')).rejects.toMatchObject(refused('notFound'));
    });

    it('is in the list of each of the departments, and counted once', async () => {
      await createUser(client, { ...grace, departmentIds: [yard] });
      await seen(() => getUser(client, 'b-grace'));
      const names = await all(listUserNames(client, yard));
      expect(names).toEqual(expect.arrayContaining([{ userId: 'b-grace', name: grace.name }]));
      expect((await all(listUsers(client, yard))).map(({ userId }) => userId)).toEqual(
        expect.arrayContaining(['b-ada', 'b-grace']),
      );
      expect(await listUserIds(client, navy)).toEqual(['b-ada']);
      expect(await countUsers(client, false)).toBe(2);
      expect(await countUsers(client, true)).toBeLessThanOrEqual(2);
    });
  });

  describe('a department', () => {
    it('is made without a chat group, read back, renamed and moved', async () => {
      expect(await lastBody('/topapi/v2/department/create')).toMatchObject({ create_dept_group: false });
      await updateDepartment(client, yard, { name: 'Shipyard', parentId: 1 });
      expect(await getDepartment(client, yard)).toMatchObject({
        departmentId: yard,
        name: 'Shipyard',
        parentId: 1,
        sourceIdentifier: 's:yard',
      });
    });

    it('has heads, who are set and removed', async () => {
      await updateDepartment(client, yard, { headIds: ['b-ada'] });
      expect((await getDepartment(client, yard)).headIds).toEqual(['b-ada']);
      expect((await getUser(client, 'b-ada')).headOf).toEqual([yard]);
      await updateDepartment(client, yard, { headIds: [] });
      expect((await getDepartment(client, yard)).headIds).toEqual([]);
    });

    it("is listed among its parent's children, those of the home-school tree left out", async () => {
      expect(await listSubDepartments(client, 1)).toMatchObject([{ departmentId: navy, name: 'Navy' }]);
      expect(await listSubDepartmentIds(client, 1)).toEqual([navy]);
      expect(await listSubDepartments(client, yard)).toEqual([]);
      expect(await parentsOfDepartment(client, yard)).toEqual([yard, navy, 1]);
      expect([...(await parentsOfUser(client, 'b-ada'))].sort((a, b) => a.length - b.length)).toEqual([
        [navy, 1],
        [yard, navy, 1],
      ]);
    });

    it('is refused while somebody is below it, and gone after that', async () => {
      await expect(deleteDepartment(client, yard)).rejects.toMatchObject(
        refused(tutorialCodes ? 'other' : 'notEmpty'),
      );
      await deleteUser(client, 'b-ada');
      await deleteDepartment(client, yard);
      await deleteDepartment(client, navy);
      await expect(getDepartment(client, yard)).rejects.toMatchObject(
        refused(tutorialCodes ? 'other' : 'departmentNotFound'),
      );
    });

    it.each([
      { on: 'departmentName', department: { name: 'Navy', parentId: 1 }, reason: 'a sibling has its name' },
      { on: 'parentNotFound', department: { name: 'Army', parentId: 99 }, reason: 'its parent is not there' },
    ])('is refused for $on: $reason', async ({ on, department }) => {
      const made = createDepartment(client, { ...department, sourceIdentifier: 's:other' });
      await expect(made).rejects.toMatchObject(refused(on));
    });

    it('does not move below itself', async () => {
      const moved = updateDepartment(client, navy, { parentId: yard });
      await expect(moved).rejects.toMatchObject(refused('departmentLoop'));
    });
  });

  describe('an app', () => {
    it('knows what it may see, and who administers the company', async () => {
      expect(await readContactScope(client)).toMatchObject({ departmentIds: [1], userIds: [] });
      expect(await listAdministrators(client)).toEqual([]);
    });

    it('without a permission point is told which one', async () => {
      await simulator.post('/__sim/apps', { appKey: app.appKey, scopes: ['qyapi_base'] });
      await expect(getUser(client, 'b-ada')).rejects.toMatchObject({
        name: 'CapabilityRefused',
        of: 'permission',
        scope: 'qyapi_get_member',
      });
    });

    it('with a stale token gets another, and goes on', async () => {
      await simulator.post('/__sim/clock/advance', { ms: 3 * 3_600_000 });
      expect(await getUser(client, 'b-ada')).toMatchObject({ userId: 'b-ada' });
    });

    it('out of whose scope somebody is cannot read him', async () => {
      await simulator.post('/__sim/apps', { appKey: app.appKey, contactScope: { departments: [] } });
      await expect(getUser(client, 'b-ada')).rejects.toMatchObject(refused('outOfScope'));
      await expect(listSubDepartments(client, 1)).rejects.toMatchObject(refused('outOfScope'));
    });

    it('of a full company makes nobody more', async () => {
      await simulator.post('/__sim/org/settings', { org: app.org, caps: { headcount: 1 } });
      const made = createUser(client, { ...grace, departmentIds: [navy] });
      await expect(made).rejects.toMatchObject(
        headcountCode === '-1'
          ? { name: 'AnswerLost', code: '-1' }
          : { name: 'CapabilityRefused', of: 'headcount' },
      );
    });

    it('from an address that is not allowed is told so', async () => {
      await simulator.post('/__sim/apps', { appKey: app.appKey, ipAllowList: ['10.9.9.9'] });
      await expect(getUser(client, 'b-ada')).rejects.toMatchObject({
        name: 'AppRefused',
        reason: 'ipNotAllowed',
        address: '127.0.0.1',
      });
    });

    it('that calls too often is told for how long', async () => {
      await simulator.post('/__sim/apps', { appKey: app.appKey, qps: 1 });
      const tries = await Promise.allSettled(Array.from({ length: 6 }, () => getUser(client, 'b-ada')));
      const reasons = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
      expect(reasons.length).toBeGreaterThanOrEqual(4);
      for (const reason of reasons) expect(reason).toMatchObject({ name: 'Throttled', of: 'api' });
    });
  });
}
