import type { ConnectionId, JsonObject, LinkId, ResourceId } from '#common';
import type {
  Adopting,
  FieldFault,
  GateState,
  HeadReference,
  LeaveCause,
  LinkKind,
  ListedChange,
  ManagerReference,
  Outcome,
  Presence,
  Reason,
  Reference,
  RoleGroupView,
  RoleMembers,
  StepReference,
} from '#provisioning';
import type { Queryable } from '../database.js';
import { situationColumns } from './situation-columns.js';

const statement = {
  name: 'read-situation',
  text: `${situationColumns} where l.connection_id = $1 and l.id = $2`,
};

/** Which Links of a connection are walked; what has changed, or stands on a list that the next run may overtake. */
export type Walk = 'all' | 'changed';

const walks: Readonly<Record<Walk, { readonly name: string; readonly text: string }>> = {
  all: {
    name: 'walk-situations',
    text: `${situationColumns} where l.connection_id = $1 and l.id > $2 order by l.id limit $4`,
  },
  changed: {
    name: 'walk-changed-situations',
    text: `
      ${situationColumns}
      where l.connection_id = $1 and l.id > $2
        and (l.generation > l.applied_generation or l.due_at is not null or l.outcome = 'held' and l.reason = 'run')
      order by l.id limit $4`,
  },
};

/** A Link and everything a plan for it depends on. */
export interface LinkSituation {
  readonly id: LinkId;
  readonly kind: LinkKind;
  readonly presence: Presence;
  readonly externalId: string | null;
  readonly applied: JsonObject | null;
  readonly settleFrom: Date | null;
  readonly outcome: Outcome;
  readonly reason: Reason | null;
  /** Whether it has changed since its last look. */
  readonly changed: boolean;
  readonly leaveCause: LeaveCause | null;
  readonly leaveFrom: Date | null;
  readonly outOfScope: boolean;
  /** When all of the account was last read in DingTalk, while it is leaving. */
  readonly observedAt: Date | null;
  readonly disabled: boolean;
  readonly invitedFrom: Date | null;
  readonly recreate: 'ordered' | 'rehired' | null;
  /** Who asked for what is to be done: a token, an administrator, or the engine itself. */
  readonly askedBy: string;
  /** What finish() will call applied. */
  readonly generation: number;
  readonly resourceId: ResourceId | null;
  readonly now: Date;
  /** null: the Resource is deleted. */
  readonly body: JsonObject | null;
  readonly resourceExternalId: string | null;
  /** Groups this Resource is a direct member of, oldest membership first. */
  readonly groups: readonly Reference[];
  /** Departments on the paths that this Link asks for, the topmost first. */
  readonly steps: readonly StepReference[];
  readonly wantedPaths: readonly string[];
  readonly pathKey: string | null;
  readonly path: readonly string[] | null;
  /** Whether a path of somebody else leads through this department, and no Group has one of its own there. */
  readonly pathWanted: boolean;
  /** Whether a department without Group stands, or is being made, where this Group's is to be. */
  readonly pathOccupied: boolean;
  /** Who is to head this department. */
  readonly heads: readonly HeadReference[];
  /** Departments that are none of ours in which the account was last seen. */
  readonly foreignDepartments: readonly number[];
  /** The mark that the department was made with. */
  readonly mark: string | null;
  /** Whether the last change was carried out is not known. */
  readonly doubtful: boolean;
  /** Whether the account was there before this Link. */
  readonly adopted: boolean;
  /** What somebody approved to take over; whether the settings are still those: `settingsVersion`. */
  readonly adopting: (Adopting & { readonly settingsVersion?: number }) | null;
  /** Somebody has had it left alone in DingTalk. */
  readonly unlinked: boolean;
  readonly manager: ManagerReference | null;
  /** null: who administers the organisation is not known any more. */
  readonly administrator: boolean | null;
  /** Of the Groups that were asked about, those the Resource is in, through others too. */
  readonly scopeGroups: readonly ResourceId[];
  /** Whether DingTalk takes another of its kind. */
  readonly creates: GateState;
  readonly cyclic: boolean;
  readonly occupied: boolean;
  /** Whether somebody waits for the name that this department still has. */
  readonly nameAwaited: boolean;
  /** Of a role, or of a Group that may become one; null: of any other Link. */
  readonly roleMembers: RoleMembers | null;
  /** Role groups that were read of late. */
  readonly roleGroups: readonly (RoleGroupView & { readonly name: string })[];
  /** Fields that are not in step although all else is. */
  readonly faults: readonly FieldFault[];
  /** The change of it that stands on a list. */
  readonly listed: ListedChange | null;
  /** Of the connection, at that moment: a plan made with older settings would be a plan of yesterday. */
  readonly settingsVersion: number;
}

/** @param groups Groups of which it matters whether the Resource is in them */
export async function readSituation(
  db: Queryable,
  connectionId: ConnectionId,
  id: LinkId,
  groups: readonly string[],
): Promise<LinkSituation | undefined> {
  return (await db.run<LinkSituation>(statement, [connectionId, id, groups]))[0];
}

const beforeAll = '00000000-0000-0000-0000-000000000000';

/** As readSituation, of the next `limit` Links after one, by id; undefined: from the first. */
export async function walkSituations(
  db: Queryable,
  connectionId: ConnectionId,
  walk: Walk,
  after: LinkId | undefined,
  groups: readonly string[],
  limit: number,
): Promise<readonly LinkSituation[]> {
  return db.run<LinkSituation>(walks[walk], [connectionId, after ?? beforeAll, groups, limit]);
}
