import { describe, expect, it } from '@jest/globals';
import { newMember } from '../member.js';
import type { Member } from '../member.js';
import type { Act } from './act.js';
import { contactEvents } from './contact-event.js';
import { usualEventVariants } from './event-variants.js';
import type { EventVariants } from './event-variants.js';

const at = 1_685_501_863_357;
const timeStamp = String(at);
const ada: Member = {
  ...newMember({
    userid: 'ada',
    unionid: 'adaiE',
    createdAt: 0,
    name: 'Ada',
    stateCode: '86',
    mobile: '13800000001',
    departments: new Map([[1, { order: 5n, title: undefined }]]),
  }),
  email: 'ada@example.com',
};
const eventsOf = (act: Act, variants: Partial<EventVariants> = {}) =>
  contactEvents(act, at, { ...usualEventVariants(), ...variants });
const changed = (changes: Partial<Member>, variants?: Partial<EventVariants>) =>
  eventsOf({ kind: 'changed', userid: 'ada', before: ada, after: { ...ada, ...changes } }, variants);
const modified = (prev: object, curr: object) => [
  {
    type: 'user_modify_org',
    data: { timeStamp, userId: ['ada'], diffInfo: [{ userid: 'ada', prev, curr }] },
  },
];

describe('an act becomes an event', () => {
  it.each<{ readonly act: Act; readonly events: readonly object[]; readonly reason: string }>([
    {
      act: { kind: 'joined', userid: 'ada' },
      events: [{ type: 'user_add_org', data: { timeStamp, userId: ['ada'] } }],
      reason: 'somebody was added',
    },
    {
      act: { kind: 'left', userid: 'ada' },
      events: [{ type: 'user_leave_org', data: { timeStamp, userId: ['ada'] } }],
      reason: 'somebody was removed',
    },
    {
      act: { kind: 'department-created', id: 9 },
      events: [{ type: 'org_dept_create', data: { deptId: [9] } }],
      reason: 'a department was made',
    },
    {
      act: { kind: 'department-modified', id: 9 },
      events: [{ type: 'org_dept_modify', data: { deptId: [9] } }],
      reason: 'a department was changed; those below it say nothing',
    },
    {
      act: { kind: 'renamed', rootId: 1 },
      events: [
        { type: 'org_change', data: {} },
        { type: 'org_dept_modify', data: { deptId: [1] } },
      ],
      reason: 'renaming the organisation changes its root department',
    },
    {
      act: { kind: 'labels-changed', action: 'remove', userids: ['ada'], labelIds: [7, 8] },
      events: [
        { type: 'label_user_change', data: { userIdList: ['ada'], labelIdList: [7, 8], action: 'remove' } },
      ],
      reason: 'roles were taken away',
    },
    {
      act: { kind: 'label-created', id: 7 },
      events: [{ type: 'label_conf_add', data: { scope: '1', labelIdList: [7] } }],
      reason: 'a role was made',
    },
    {
      act: { kind: 'label-removed', id: 7 },
      events: [{ type: 'label_conf_del', data: { scope: '1', labelIdList: [7] } }],
      reason: 'a role was deleted',
    },
    {
      act: { kind: 'label-renamed', id: 7, before: 'A', after: 'B' },
      events: [
        {
          type: 'label_conf_modify',
          data: { scope: '1', preLabelList: '[{"id":7,"name":"A"}]', postLabelList: '[{"id":7,"name":"B"}]' },
        },
      ],
      reason: 'a role was renamed: lists are JSON in a text',
    },
  ])('when $reason', ({ act, events }) => {
    expect(eventsOf(act)).toEqual(events);
  });

  it('a department a time, from the bottom, or only the one that was deleted', () => {
    const act: Act = { kind: 'departments-removed', ids: [3, 4, 5] };
    const removed = (id: number) => ({ type: 'org_dept_remove', data: { deptId: [id] } });
    expect(eventsOf(act)).toEqual([removed(5), removed(4), removed(3)]);
    expect(eventsOf(act, { cascade: 'top' })).toEqual([removed(3)]);
  });
});

describe('a change of a person', () => {
  it('names what became different, and leaves out the side that is not set', () => {
    expect(changed({ name: 'Ada L.', managerUserid: 'boss', email: '' })).toEqual(
      modified({ name: 'Ada', email: 'ada@example.com' }, { name: 'Ada L.', managerUserid: 'boss' }),
    );
  });

  it('may have an empty text for the side that is not set', () => {
    expect(changed({ remark: 'x' }, { unsetSide: 'empty' })).toEqual(
      modified({ remark: '' }, { remark: 'x' }),
    );
  });

  it('writes the day of hiring in Chinese time, and custom fields as JSON in a text', () => {
    const lateEvening = Date.UTC(2026, 0, 31, 16, 30);
    expect(changed({ hiredDate: lateEvening, extension: { desk: '7' } })).toEqual(
      modified({}, { hiredDate: '2026-02-01', extFields: '{"desk":"7"}' }),
    );
  });

  it('has diffInfo as an array, an object, or not at all', () => {
    const forms = (['array', 'object', 'none'] as const).map(
      (diffInfo) => changed({ name: 'B' }, { diffInfo })[0]?.data.diffInfo,
    );
    const diff = { userid: 'ada', prev: { name: 'Ada' }, curr: { name: 'B' } };
    expect(forms).toEqual([[diff], diff, undefined]);
  });

  it.each([
    { changes: { title: 'x' } },
    { changes: { mobile: '13800000002' } },
    { changes: { departments: new Map([[2, { order: 5n, title: undefined }]]) } },
    { changes: { departments: new Map([[1, { order: 6n, title: undefined }]]) } },
    { changes: { hideMobile: true } },
  ])('that diffInfo was never seen to name is told without it, or is silent: $changes', ({ changes }) => {
    expect(changed(changes)).toEqual([{ type: 'user_modify_org', data: { timeStamp, userId: ['ada'] } }]);
    expect(changed(changes, { unnamedChanges: 'silent' })).toEqual([]);
  });

  it('that is none makes no event', () => {
    expect(changed({})).toEqual([]);
  });

  it('may be that he began to use DingTalk', () => {
    expect(changed({ active: true })).toEqual([{ type: 'user_active_org', data: { userId: ['ada'] } }]);
  });

  it('may be that he became an administrator, or is none any more', () => {
    const before: Member = { ...ada, administrator: 2 };
    expect(changed({ administrator: 1 })).toEqual([
      { type: 'org_admin_add', data: { timeStamp, userId: ['ada'] } },
    ]);
    expect(eventsOf({ kind: 'changed', userid: 'ada', before, after: ada })).toEqual([
      { type: 'org_admin_remove', data: { timeStamp, userId: ['ada'] } },
    ]);
  });
});
