import type { AccountSighting } from '#store';
import type { AppliedState } from './applied.js';

/** What came of a change that DingTalk did not refuse. */
export type Result =
  /** Carried out. `applied` null: it is gone. */
  | {
      readonly kind: 'done';
      readonly externalId?: string;
      readonly applied: AppliedState | null;
      /** Departments that are none of ours in which the account was seen. */
      readonly foreignDepartments?: readonly number[];
      readonly sighting?: AccountSighting;
      readonly fields: readonly string[];
    }
  /** Who of a role's people is a member from now on, who is not, and whom of them DingTalk does not know; userids. */
  | {
      readonly kind: 'members';
      readonly joined: readonly string[];
      readonly left: readonly string[];
      readonly refused: readonly string[];
    }
  /** The enterprise account is disabled, or enabled again; what it shows is as before. */
  | { readonly kind: 'switched'; readonly disabled: boolean }
  /** Looked for and found; what it shows may differ from what is desired. */
  | {
      readonly kind: 'found';
      readonly externalId: string;
      readonly applied: AppliedState;
      /** Departments that are none of ours in which the account was seen. */
      readonly foreignDepartments?: readonly number[];
      readonly sighting?: AccountSighting;
      /** It was there before this Link. */
      readonly adopted?: boolean;
      /** Of a role: all its members, ours and others; userids. */
      readonly members?: readonly string[];
    }
  /** What somebody approved to take over is gone, or is not any more what was approved. */
  | { readonly kind: 'notAdopted'; readonly why: 'absent' | 'changed' }
  /** Who administers the organisation is known now. */
  | { readonly kind: 'learned' }
  /** Somebody else is just asking. */
  | { readonly kind: 'asked' }
  /** Not in DingTalk: it was never made, or somebody removed it. */
  | { readonly kind: 'absent' };
