import { describe, expect, it } from '@jest/globals';
import { dataOf, peopleOf, typesOf } from '../support/stream-frames.js';
import { withStreams } from '../support/stream-scene.js';
import type { StreamScene } from '../support/stream-scene.js';

let scene: StreamScene;
withStreams((opened) => {
  scene = opened;
});

describe('whatever a call changes', () => {
  it('is told, once a change', async () => {
    const client = await scene.connect();
    const department = async (operation: string, body: object) => {
      const answer = await scene.call(`/topapi/v2/department/${operation}`, body);
      expect(answer).toMatchObject({ errcode: 0 });
      return (answer.result as { readonly dept_id: number } | undefined)?.dept_id ?? 0;
    };
    const navy = await department('create', { name: 'Navy', parent_id: 1 });
    const yard = await department('create', { name: 'Yard', parent_id: navy });
    await department('update', { dept_id: navy, name: 'Fleet' });
    await department('update', { dept_id: navy, name: 'Fleet' });
    await scene.hire('ada', { dept_id_list: String(yard) });
    await scene.call('/topapi/v2/user/update', { userid: 'ada', remark: 'x', dept_id_list: '1' });
    await scene.call('/topapi/v2/user/update', { userid: 'ada', remark: 'x' });
    await scene.call('/topapi/v2/user/delete', { userid: 'ada' });
    await department('delete', { dept_id: navy });
    await scene.call('/topapi/v2/department/delete', { dept_id: navy });
    await client.events('org_dept_remove', 2);
    const told = client.frames.map((frame) => {
      const { deptId, userId } = dataOf(frame);
      return [frame.headers.eventType, ...((deptId ?? userId) as unknown[])];
    });
    expect(told).toEqual([
      ['org_dept_create', navy],
      ['org_dept_create', yard],
      ['org_dept_modify', navy],
      ['user_add_org', 'ada'],
      ['user_modify_org', 'ada'],
      ['user_leave_org', 'ada'],
      ['org_dept_remove', yard],
      ['org_dept_remove', navy],
    ]);
  });

  it('of roles is told as labels', async () => {
    const client = await scene.connect();
    await scene.hire('ada');
    const groupId = (await scene.call('/role/add_role_group', { name: 'Ranks' })).groupId as number;
    const roleId = (await scene.call('/role/add_role', { roleName: 'Captain', groupId })).roleId as number;
    await scene.call('/role/update_role', { roleId, roleName: 'Admiral' });
    await scene.call('/topapi/role/addrolesforemps', { roleIds: String(roleId), userIds: 'ada' });
    await scene.call('/topapi/role/removerolesforemps', { roleIds: String(roleId), userIds: 'ada' });
    await scene.call('/topapi/role/deleterole', { role_id: roleId });
    await client.events('label_conf_del', 1);
    expect(client.frames.slice(1).map((frame) => [frame.headers.eventType, dataOf(frame)])).toEqual([
      ['label_conf_add', { scope: '1', labelIdList: [groupId] }],
      ['label_conf_add', { scope: '1', labelIdList: [roleId] }],
      ['label_conf_modify', expect.objectContaining({ scope: '1' })],
      ['label_user_change', { userIdList: ['ada'], labelIdList: [roleId], action: 'add' }],
      ['label_user_change', { userIdList: ['ada'], labelIdList: [roleId], action: 'remove' }],
      ['label_conf_del', { scope: '1', labelIdList: [roleId] }],
    ]);
  });

  it('is told although the connection of the call was cut before its answer', async () => {
    const client = await scene.connect();
    await scene.simulator.fault({ path: '/topapi/v2/user/create', cut: 'after' });
    await expect(scene.hire('ada')).rejects.toThrow();
    await client.events('user_add_org', 1);
  });
});

describe('whatever people do', () => {
  const by = async (path: string, more: object = {}) => {
    expect(await scene.simulator.post(`/__sim/${path}`, { org: scene.app.org, ...more })).not.toHaveProperty(
      'error',
    );
  };

  it('is told: joining, activation, administrators, edits by hand, leaving', async () => {
    const client = await scene.connect();
    const mobile = '+86-13900000009';
    await scene.simulator.post('/__sim/world/mobiles', { mobile, verifyBeforeJoin: true });
    const body = { userid: 'eve', name: 'Eve', mobile: '13900000009', dept_id_list: '1' };
    expect(await scene.call('/topapi/v2/user/create', body)).toMatchObject({ errcode: 40103 });
    await by(`invitations/${mobile}/accept`);
    await scene.hire('ada');
    await by('users/ada/activate');
    await by('users/ada/administrator', { level: 2 });
    await by('users/ada/administrator', { level: null });
    await by('users/ada/mobile', { mobile: '13900000010' });
    await by('admin-edit', { act: 'department/create', with: { name: 'Yard', parent_id: 1 } });
    await by('users/eve/leave');
    await client.events('user_leave_org', 1);
    expect(typesOf(client)).toEqual([
      'user_add_org',
      'user_add_org',
      'user_active_org',
      'org_admin_add',
      'org_admin_remove',
      'user_modify_org',
      'org_dept_create',
      'user_leave_org',
    ]);
    expect(peopleOf(client).slice(0, 2)).toEqual(['eve', 'ada']);
  });
});
