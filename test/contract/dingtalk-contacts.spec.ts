import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createDepartment,
  createUser,
  deleteDepartment,
  deleteUser,
  getDepartment,
  getUser,
  listSubDepartments,
  updateDepartment,
  updateUser,
} from '#dingtalk';
import type { DingTalkClient } from '#dingtalk';
import { openClient, startSimulator } from '../support/simulator.js';
import type { SimulatedApp, Simulator } from '../support/simulator.js';

let simulator: Simulator;
let app: SimulatedApp;
let client: DingTalkClient;
let navy: number;
let yard: number;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(async () => {
  app = await simulator.newApp();
  client = openClient(simulator.url, app);
  navy = await createDepartment(client, { name: 'Navy', parentId: 1, sourceIdentifier: 's:navy' });
  yard = await createDepartment(client, { name: 'Yard', parentId: navy, sourceIdentifier: 's:yard' });
});

const ada = {
  userId: 'b-ada',
  name: 'Ada',
  mobile: '13800000001',
  title: 'Countess',
  jobNumber: 'E-1',
  email: 'ada@example.com',
};
const lastBody = async (path: string) =>
  (await simulator.log(app.org)).filter((entry) => entry.path === path).at(-1)?.body;

describe('a person', () => {
  it('is made with our own userid, departments as comma-separated text, and read back', async () => {
    await createUser(client, { ...ada, departmentIds: [navy, yard] });
    expect(await lastBody('/topapi/v2/user/create')).toMatchObject({
      userid: 'b-ada',
      dept_id_list: `${String(navy)},${String(yard)}`,
    });
    expect(await getUser(client, 'b-ada')).toMatchObject({
      ...ada,
      stateCode: '86',
      departmentIds: [navy, yard],
    });
  });

  it('keeps what an update leaves out', async () => {
    await createUser(client, { ...ada, departmentIds: [navy] });
    await updateUser(client, 'b-ada', { title: 'Programmer' }, []);
    expect(await getUser(client, 'b-ada')).toMatchObject({
      ...ada,
      title: 'Programmer',
      stateCode: '86',
      departmentIds: [navy],
    });
  });

  it('changes departments by replacing them all', async () => {
    await createUser(client, { ...ada, departmentIds: [navy] });
    await updateUser(client, 'b-ada', { departmentIds: [yard] }, []);
    expect(await getUser(client, 'b-ada')).toMatchObject({ departmentIds: [yard] });
  });

  it('loses fields that are cleared, the manager by force', async () => {
    await createUser(client, {
      ...ada,
      userId: 'b-boss',
      mobile: '13800000002',
      email: 'boss@example.com',
      departmentIds: [navy],
    });
    await createUser(client, { ...ada, departmentIds: [navy], managerUserId: 'b-boss' });
    expect(await getUser(client, 'b-ada')).toMatchObject({ managerUserId: 'b-boss' });
    await updateUser(client, 'b-ada', {}, ['title', 'jobNumber', 'email', 'managerUserId']);
    expect(await lastBody('/topapi/v2/user/update')).toEqual({
      userid: 'b-ada',
      title: '',
      job_number: '',
      email: '',
      force_update_fields: 'manager_userid',
    });
    expect(await getUser(client, 'b-ada')).toMatchObject({
      name: 'Ada',
      mobile: ada.mobile,
      title: undefined,
      jobNumber: undefined,
      email: undefined,
      managerUserId: undefined,
      departmentIds: [navy],
    });
  });

  it('who is gone, was never there or has only been invited is not found', async () => {
    await createUser(client, { ...ada, departmentIds: [navy] });
    await deleteUser(client, 'b-ada');
    for (const userId of ['b-ada', 'b-nobody']) {
      await expect(getUser(client, userId)).rejects.toMatchObject({ name: 'Rejected', on: 'notFound' });
      await expect(deleteUser(client, userId)).rejects.toMatchObject({ name: 'Rejected', on: 'notFound' });
    }
    await simulator.post('/__sim/world/mobiles', { mobile: '+86-13800000009', verifyBeforeJoin: true });
    const invited = {
      ...ada,
      userId: 'b-invited',
      mobile: '13800000009',
      email: 'i@example.com',
      departmentIds: [navy],
    };
    await expect(createUser(client, invited)).rejects.toMatchObject({ name: 'PendingInvite' });
    await expect(getUser(client, 'b-invited')).rejects.toMatchObject({ name: 'Rejected', on: 'notFound' });
  });

  it.each([
    {
      on: 'userId',
      change: { mobile: '13800000003', email: 'x@example.com' },
      reason: 'the userid is taken',
    },
    { on: 'mobile', change: { userId: 'b-2', email: 'x@example.com' }, reason: 'the number is taken' },
    { on: 'email', change: { userId: 'b-2', mobile: '13800000003' }, reason: 'the e-mail is taken' },
    {
      on: 'mobileFormat',
      change: { userId: 'b-2', mobile: '12', email: 'x@example.com' },
      reason: 'no number',
    },
  ])('is refused for $on: $reason', async ({ on, change }) => {
    await createUser(client, { ...ada, departmentIds: [navy] });
    await expect(createUser(client, { ...ada, departmentIds: [navy], ...change })).rejects.toMatchObject({
      name: 'Rejected',
      on,
    });
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

  it("is listed among its parent's children, those of the home-school tree left out", async () => {
    await simulator.post('/__sim/variants', { homeSchool: true });
    expect(await listSubDepartments(client, 1)).toMatchObject([{ departmentId: navy, name: 'Navy' }]);
    await simulator.post('/__sim/variants', { homeSchool: false });
    expect(await listSubDepartments(client, yard)).toEqual([]);
  });

  it('is refused while somebody is below it, and gone after that', async () => {
    await createUser(client, { ...ada, departmentIds: [yard] });
    await expect(deleteDepartment(client, navy)).rejects.toMatchObject({ name: 'Rejected', on: 'notEmpty' });
    await deleteUser(client, 'b-ada');
    await deleteDepartment(client, navy);
    await expect(getDepartment(client, yard)).rejects.toMatchObject({
      name: 'Rejected',
      on: 'departmentNotFound',
    });
  });

  it.each(['60021', '60008'] as const)(
    "is refused for its sibling's name, by code %s",
    async (duplicateNameCode) => {
      await simulator.post('/__sim/variants', { duplicateNameCode });
      await expect(
        createDepartment(client, { name: 'Navy', parentId: 1, sourceIdentifier: 's:other' }),
      ).rejects.toMatchObject({ name: 'Rejected', on: 'departmentName', code: duplicateNameCode });
    },
  );
});
