import { describe, expect, it } from '@jest/globals';
import { mirrorId } from './mirror-id.js';
import { mirroredDepartment, mirroredRole } from './mirrored-group.js';

const dingTalk = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:Group';
const account = (id: string) => mirrorId('c', 'account', id);
const department = (id: string) => mirrorId('c', 'department', id);

describe('the Group that mirrors a department', () => {
  it('is a member of the one above it, and names its heads and its place', () => {
    const navy = { departmentId: 7, name: 'Navy', parentId: 3, order: 5, headIds: ['ada', 'bob'] };
    expect(mirroredDepartment(navy, 'c')).toEqual({
      kind: 'department',
      externalId: '7',
      id: department('7'),
      type: 'Group',
      body: {
        displayName: 'Navy',
        [dingTalk]: { managers: [{ value: account('ada') }, { value: account('bob') }], order: 5 },
      },
      userNames: [],
      groupIds: [department('3')],
      memberIds: [],
      heads: ['ada', 'bob'],
      known: navy,
      place: { name: 'Navy', parentId: 3 },
    });
  });

  it('says nothing of what is not known', () => {
    const root = mirroredDepartment({ departmentId: 1, name: 'All' }, 'c');
    expect(root.body).toEqual({ displayName: 'All' });
    expect([root.groupIds, root.heads, root.place]).toEqual([[], [], { name: 'All' }]);
    expect(mirroredDepartment({ departmentId: 1, name: 'All', headIds: [] }, 'c').body).toEqual(root.body);
    const placed = mirroredDepartment({ departmentId: 1, name: 'All', order: 2 }, 'c');
    expect(placed.body[dingTalk]).toEqual({ order: 2 });
  });
});

describe('the Group that mirrors a role', () => {
  const captain = { roleId: 9, name: 'Captain', groupName: 'Ships', userIds: ['bob', 'ada'] };

  it('is called by its role group too, and names its people in one order', () => {
    expect(mirroredRole(captain, 'c')).toEqual({
      kind: 'role',
      externalId: '9',
      id: mirrorId('c', 'role', '9'),
      type: 'Group',
      body: { displayName: 'Ships/Captain' },
      userNames: [],
      groupIds: [],
      memberIds: [account('ada'), account('bob')].sort(),
      heads: [],
      known: { roleId: 9, name: 'Captain', groupName: 'Ships' },
    });
    const turned = mirroredRole({ ...captain, userIds: ['ada', 'bob'] }, 'c');
    expect(turned).toEqual(mirroredRole(captain, 'c'));
  });

  it('is called by its own name alone where its role group has none', () => {
    expect(mirroredRole({ ...captain, groupName: '' }, 'c').body).toEqual({ displayName: 'Captain' });
  });
});
