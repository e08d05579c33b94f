import {
  getDepartment,
  getRole,
  getRoleGroup,
  getUser,
  listRoleMembers,
  parentsOfDepartment,
  Rejected,
} from '#dingtalk';
import {
  departmentKnown,
  isDepartmentMirrored,
  learnDepartment,
  mirroredDepartment,
  mirroredRole,
} from '#provisioning';
import type { FieldPermission, Mirrored, MirrorDepartment } from '#provisioning';
import type { DueSubject } from '#store';
import { departmentOf } from './known.js';
import { learnPeople } from './people.js';
import type { MirrorTerms } from './terms.js';

/** What a look by id has found: null where it is gone or not to be mirrored, undefined where nobody can tell. */
export interface Looked {
  readonly found: Mirrored | null | undefined;
  readonly hidden?: readonly FieldPermission[];
  /** Its name is another one than before: it stands in the Users of its people. */
  readonly renamed?: MirrorDepartment;
  /** It lies elsewhere than before, where departments are chosen by where they lie. */
  readonly moved?: boolean;
}

/** Reads what an event was about. @throws what is nobody's in particular */
export async function lookAt(terms: MirrorTerms, { kind, externalId }: DueSubject): Promise<Looked> {
  switch (kind) {
    case 'account':
      return lookAtPerson(terms, externalId);
    case 'department':
      return lookAtDepartment(terms, externalId);
    case 'role':
      return lookAtRole(terms, externalId);
  }
}

async function lookAtPerson(terms: MirrorTerms, userId: string): Promise<Looked> {
  return unlessGone('notFound', async () => {
    const learnt = await learnPeople(terms, [await getUser(terms.client, userId)], 'person');
    return { found: learnt.found[0] ?? null, hidden: learnt.hidden };
  });
}

export async function lookAtDepartment(terms: MirrorTerms, id: string): Promise<Looked> {
  const { client, connection, mirror } = terms;
  const { scope } = connection.settings.mirror;
  return unlessGone('departmentNotFound', async () => {
    const read = departmentOf(await getDepartment(client, Number(id)));
    const before = departmentKnown((await mirror.known('department', [id])).get(id));
    const department = learnDepartment(read, before, 'department');
    const chosen = scope.include.length > 0 || scope.exclude.length > 0;
    const way = chosen ? await parentsOfDepartment(client, Number(id)) : [];
    const echoes = await mirror.echoes('department', [id]);
    if (echoes.has(id) || !isDepartmentMirrored(scope, way))
      return { found: null, moved: chosen && before !== undefined };
    return {
      found: mirroredDepartment(department, connection.id),
      ...(before && before.name !== department.name ? { renamed: department } : {}),
      moved: chosen && before?.parentId !== department.parentId,
    };
  });
}

export async function lookAtRole({ client, connection }: MirrorTerms, id: string): Promise<Looked> {
  if (!connection.settings.mirror.roles) return { found: null };
  return unlessGone('roleNotFound', async () => {
    const { name, groupId } = await getRole(client, Number(id));
    const { name: groupName } = await getRoleGroup(client, groupId);
    const userIds: string[] = [];
    for await (const userId of listRoleMembers(client, Number(id))) userIds.push(userId);
    return { found: mirroredRole({ roleId: Number(id), name, groupName, userIds }, connection.id) };
  });
}

/** An unknown is not a no: only the answer that it is not there says so. */
async function unlessGone(gone: Rejected['on'], look: () => Promise<Looked>): Promise<Looked> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    return { found: error.on === gone ? null : undefined };
  }
}
