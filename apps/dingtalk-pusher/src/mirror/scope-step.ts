import { readContactScope } from '#dingtalk';
import type { NewStep, StepFindings } from '#store';
import type { MirrorTerms } from './terms.js';

const company = 1;

/** Where a reading begins: at the departments and people that the app may see (fact sheet 8.3). */
export async function readScope({ client, connection }: MirrorTerms): Promise<StepFindings> {
  const { departmentIds, userIds } = await readContactScope(client);
  const whole = departmentIds.includes(company);
  const roots = whole ? [company] : departmentIds.filter((id) => id >= 1);
  const departments = roots.map((id): NewStep => ({ kind: 'department', subject: String(id) }));
  // Who lies below a department that is seen is met there.
  const people = whole ? [] : userIds.map((userId): NewStep => ({ kind: 'person', subject: userId }));
  const roles: readonly NewStep[] = connection.settings.mirror.roles ? [{ kind: 'roles', subject: '' }] : [];
  return { next: [...departments, ...people, ...roles], partial: !whole };
}
