import type { JsonObject } from '#common';
import { planGroup, settingsSchema } from '#provisioning';
import type { GroupSituation, LinkView, Plan, RoleGroupView, RoleMembers } from '#provisioning';

const now = new Date('2026-01-01T12:00:00Z');
export const secondsAgo = (n: number) => new Date(now.getTime() - n * 1_000);
export const fields = { name: 'Captain', roleGroup: 'SCIM' };
export const none: LinkView = { presence: 'none' };
export const there: LinkView = { presence: 'present', externalId: '7', applied: { ...fields } };
export const many = (n: number) => Array.from({ length: n }, (_, place) => `u-${String(place)}`);

/** How a plan leaves a role that is there. */
export const roleEndings = {
  inStep: { presence: 'present', outcome: 'converged' },
  goesOn: { presence: 'present', outcome: 'retry', dueInMs: 0 },
  waits: { presence: 'present', outcome: 'waiting', reason: 'members' },
} as const;

/** What a row of a table is about; the role Captain, which is there, is the rest. */
export interface RoleRow {
  readonly link?: LinkView;
  /** null: the Resource is deleted. */
  readonly group?: JsonObject | null;
  readonly members?: Partial<RoleMembers>;
  readonly roleGroup?: RoleGroupView | undefined;
  readonly linkKind?: GroupSituation['linkKind'];
  readonly settings?: object;
}

export function roleSituation(options: RoleRow): GroupSituation {
  const { link = there, group = { displayName: 'Captain' }, members = {}, linkKind = 'role' } = options;
  const { settings = { groups: { as: 'roles' } } } = options;
  const roleGroup = 'roleGroup' in options ? options.roleGroup : { id: 3, others: [] };
  const { joining = [] } = members;
  return {
    connectionId: 'c',
    stamp: 's',
    settings: settingsSchema.parse(settings),
    now,
    identity: { id: 'r' },
    link,
    linkKind,
    ...(group ? { group } : {}),
    ...(roleGroup ? { roleGroup } : {}),
    members: {
      joining,
      joiningInAll: joining.length,
      leaving: [],
      takenOut: 0,
      placed: [],
      placedInAll: members.placed?.length ?? 0,
      wanted: joining.length,
      onTheWay: false,
      awaited: false,
      digest: 'd',
      ...members,
    },
    parents: [],
    steps: [],
    heads: [],
    yields: false,
    cyclic: false,
    occupied: false,
  };
}

export const plannedRole = (options: RoleRow): Plan => planGroup(roleSituation(options));
