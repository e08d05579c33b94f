import { isJsonObject } from '#common';
import type { MirroredKind } from './mirror-id.js';

/** What an event says has changed: only ids are taken from it, the rest is read. */
export interface EventSubject {
  readonly kind: MirroredKind;
  readonly externalId: string;
}

const peopleEvents = ['user_add_org', 'user_modify_org', 'user_leave_org', 'user_active_org'];
const departmentEvents = ['org_dept_create', 'org_dept_modify', 'org_dept_remove'];
const roleEvents = ['label_user_change', 'label_conf_add', 'label_conf_del', 'label_conf_modify'];

/** More ids than any event was seen with: what is longer is told by a reading of everything. */
const most = 1_000;

/**
 * Whom or what a contact event is about (fact sheet 7.4). Names of members are read in any capitals (7.2); what is
 * unknown is about nothing.
 *
 * @param content the event's data, from either way of delivery
 */
export function subjectsOf(
  type: string,
  content: Readonly<Record<string, unknown>>,
): readonly EventSubject[] {
  const members = new Map(Object.entries(content).map(([name, value]) => [name.toLowerCase(), value]));
  const subjects = (kind: MirroredKind, name: string): readonly EventSubject[] =>
    idsIn(members.get(name)).map((externalId) => ({ kind, externalId }));
  if (peopleEvents.includes(type)) return subjects('account', 'userid');
  if (departmentEvents.includes(type)) {
    // Departments of the home-school address book have ids below 1 (fact sheet 2.5).
    return subjects('department', 'deptid').filter(({ externalId }) => Number(externalId) >= 1);
  }
  if (type === 'org_change') return [{ kind: 'department', externalId: '1' }];
  if (!roleEvents.includes(type)) return [];
  return [
    ...subjects('role', 'labelidlist'),
    ...['prelabellist', 'postlabellist'].flatMap((name) => labelsIn(members.get(name))),
  ];
}

/**
 * Whom or what an event is about that no callback could deliver: its members lie under its own name, those of
 * departments one level deeper (fact sheet 7.2).
 */
export function failedSubjectsOf(type: string, content: unknown): readonly EventSubject[] {
  if (!isJsonObject(content)) return [];
  const inside = content.callbackData;
  return subjectsOf(type, isJsonObject(inside) ? inside : content);
}

function idsIn(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const ids = list.filter((id): id is string | number => typeof id === 'string' || typeof id === 'number');
  return [...new Set(ids.map(String))].filter((id) => id !== '' && id.length <= 64).slice(0, most);
}

/** A list of labels that is JSON within a text: `[{"id":1,"name":"x"}]`. */
function labelsIn(value: unknown): readonly EventSubject[] {
  if (typeof value !== 'string') return [];
  try {
    const labels: unknown = JSON.parse(value);
    if (!Array.isArray(labels)) return [];
    return labels.flatMap((label: unknown) =>
      idsIn((label as { readonly id?: unknown } | null)?.id).map(
        (externalId) => ({ kind: 'role', externalId }) as const,
      ),
    );
  } catch {
    return [];
  }
}
