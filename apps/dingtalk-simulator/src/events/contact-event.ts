import type { Act } from './act.js';
import { differenceOf } from './difference.js';
import type { EventVariants } from './event-variants.js';

/** The contact events of an internal app (fact sheet 7.4). */
export const contactEventTypes = [
  'user_add_org',
  'user_modify_org',
  'user_leave_org',
  'user_active_org',
  'org_admin_add',
  'org_admin_remove',
  'org_dept_create',
  'org_dept_modify',
  'org_dept_remove',
  'org_change',
  'label_user_change',
  'label_conf_add',
  'label_conf_del',
  'label_conf_modify',
] as const;

type ContactEventType = (typeof contactEventTypes)[number];

/** An event before it has an id: what it is called, and the data that it carries in Stream mode. */
export interface ContactEvent {
  readonly type: ContactEventType;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The events that an act makes, in their order; `at` in milliseconds. */
export function contactEvents(act: Act, at: number, variants: EventVariants): readonly ContactEvent[] {
  const person = (type: ContactEventType, userid: string, more: object = {}): ContactEvent => ({
    type,
    data: { timeStamp: String(at), userId: [userid], ...more },
  });
  switch (act.kind) {
    case 'joined':
      return [person('user_add_org', act.userid)];
    case 'changed':
      return changes(act, person, variants);
    case 'left':
      return [person('user_leave_org', act.userid)];
    case 'department-created':
      return [{ type: 'org_dept_create', data: { deptId: [act.id] } }];
    case 'department-modified':
      return [{ type: 'org_dept_modify', data: { deptId: [act.id] } }];
    case 'departments-removed': {
      const ids = variants.cascade === 'each' ? [...act.ids].reverse() : act.ids.slice(0, 1);
      return ids.map((id) => ({ type: 'org_dept_remove', data: { deptId: [id] } }));
    }
    case 'renamed':
      return [
        { type: 'org_change', data: {} },
        { type: 'org_dept_modify', data: { deptId: [act.rootId] } },
      ];
    case 'labels-changed': {
      const { userids, labelIds, action } = act;
      return [{ type: 'label_user_change', data: { userIdList: userids, labelIdList: labelIds, action } }];
    }
    case 'label-created':
      return [{ type: 'label_conf_add', data: { scope: '1', labelIdList: [act.id] } }];
    case 'label-removed':
      return [{ type: 'label_conf_del', data: { scope: '1', labelIdList: [act.id] } }];
    case 'label-renamed': {
      const named = (name: string) => JSON.stringify([{ id: act.id, name }]);
      const lists = { preLabelList: named(act.before), postLabelList: named(act.after) };
      return [{ type: 'label_conf_modify', data: { scope: '1', ...lists } }];
    }
  }
}

function changes(
  { userid, before, after }: Extract<Act, { kind: 'changed' }>,
  person: (type: ContactEventType, userid: string, more?: object) => ContactEvent,
  variants: EventVariants,
): readonly ContactEvent[] {
  const events: ContactEvent[] = [];
  // The one person event without a time stamp.
  if (after.active && !before.active) events.push({ type: 'user_active_org', data: { userId: [userid] } });
  const isAdministrator = after.administrator !== undefined;
  if (isAdministrator !== (before.administrator !== undefined))
    events.push(person(isAdministrator ? 'org_admin_add' : 'org_admin_remove', userid));
  const { named, unnamed } = differenceOf(before, after, variants.unsetSide);
  if (named) {
    const diff = { userid, ...named };
    const diffInfo = { array: [diff], object: diff, none: undefined }[variants.diffInfo];
    events.push(person('user_modify_org', userid, diffInfo && { diffInfo }));
  } else if (unnamed && variants.unnamedChanges === 'told') {
    events.push(person('user_modify_org', userid));
  }
  return events;
}
