import type { JsonObject } from '#common';
import { settingsSchema } from '#provisioning';
import type {
  DepartmentFields,
  GroupSituation,
  HeadReference,
  LinkView,
  Reference,
  Settings,
  StepReference,
} from '#provisioning';

export const navy: JsonObject = { displayName: 'Navy' };
export const parent = (id: number): Reference => ({
  resourceId: `g${String(id)}`,
  presence: 'present',
  outcome: 'converged',
  externalId: String(id),
});
export const pending = (id: number): Reference => ({
  resourceId: `g${String(id)}`,
  presence: 'none',
  outcome: 'retry',
});
export const applied = (changes: Partial<DepartmentFields> = {}): DepartmentFields => ({
  name: 'Navy',
  parentId: 1,
  ...changes,
});
export const present = (fields = applied(), changes: Partial<LinkView> = {}): LinkView => ({
  presence: 'present',
  externalId: '7',
  applied: { ...fields },
  ...changes,
});
export const none: LinkView = { presence: 'none' };

/** What a row of a table is about; the Group Navy at the root is the rest. */
export interface DepartmentRow {
  readonly link?: LinkView;
  /** null: the Resource is deleted. */
  readonly group?: JsonObject | null;
  readonly parents?: readonly Reference[];
  readonly cyclic?: boolean;
  readonly occupied?: boolean;
  readonly rootDepartmentId?: number;
  readonly source?: Settings['departments'];
  readonly path?: GroupSituation['path'];
  readonly steps?: readonly StepReference[];
  readonly heads?: readonly HeadReference[];
}

export function departmentSituation(row: DepartmentRow): GroupSituation {
  return {
    connectionId: 'c',
    stamp: 's',
    linkKind: 'department',
    settings: settingsSchema.parse({
      rootDepartmentId: row.rootDepartmentId,
      departments: row.source,
    }),
    now: new Date('2026-01-01T12:00:00Z'),
    identity: { id: 'r', externalId: 'E' },
    link: row.link ?? none,
    ...(row.group === null ? {} : { group: row.group ?? navy }),
    parents: row.parents ?? [],
    steps: row.steps ?? [],
    heads: row.heads ?? [],
    yields: false,
    ...(row.path ? { path: row.path } : {}),
    cyclic: row.cyclic ?? false,
    occupied: row.occupied ?? false,
  };
}

export const create = (fields = applied()) => ({ kind: 'createDepartment', sourceIdentifier: 's:E', fields });
export const find = { kind: 'findDepartment', sourceIdentifier: 's:E', fields: applied() };
export const remove = { kind: 'deleteDepartment', departmentId: 7 };
export const update = (set: Partial<DepartmentFields>) => ({
  kind: 'updateDepartment',
  departmentId: 7,
  set,
  fields: applied(set),
});
