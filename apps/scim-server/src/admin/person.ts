import type { endpoints, Role, Told } from '#admin-api';
import type { ResourceId } from '#common';
import { compareAccount } from '#provisioning';
import { listLinks } from '#store';
import type { Connection, Store } from '#store';
import { shownRow } from './directory-page.js';
import { maskedFields, maskedScim } from './mask.js';
import { toldDepartments, toldGroups } from './told-places.js';

/** Everything about one person. A viewer sees who it is, and personal values masked. */
export async function readPerson(
  store: Store,
  { id: connectionId, settings }: Connection,
  id: ResourceId,
  role: Role | undefined,
): Promise<Told<typeof endpoints.people.read> | undefined> {
  const { directory, links, pulled, resources } = store.of(connectionId);
  const linkId = await links.ofResource(id);
  if (linkId === undefined) return undefined;
  const [[row], resource, read, [link], groups, sourceRun] = await Promise.all([
    directory.list({ type: 'User', id, limit: 1 }),
    resources.read('User', id),
    links.situation(linkId),
    listLinks(store.database, connectionId, { resourceId: id, limit: 1 }),
    resources.groupsOf([id]),
    pulled.writtenBy(id),
  ]);
  if (!row || !resource || !read || !link) return undefined;
  const fields = compareAccount({
    settings,
    link: { presence: read.presence, ...(read.applied === null ? {} : { applied: read.applied }) },
    person: resource.body,
    ...(read.manager === null ? {} : { manager: read.manager }),
  });
  const open = role === 'administrator';
  return {
    ...shownRow(row),
    userName: row.userName,
    active: row.active,
    scim: open ? resource.body : maskedScim(resource.body),
    generation: resource.generation,
    createdAt: resource.createdAt,
    modifiedAt: resource.modifiedAt,
    groups: toldGroups(groups.get(id)),
    fields: open ? fields : maskedFields(fields),
    departments: await toldDepartments(directory, departmentIdsOf(read.applied?.departmentIds)),
    dueAt: link.dueAt,
    appliedAt: link.appliedAt,
    observedAt: read.observedAt,
    sourceRun,
  };
}

const departmentIdsOf = (applied: unknown): readonly number[] =>
  Array.isArray(applied) ? applied.map(Number) : [];
