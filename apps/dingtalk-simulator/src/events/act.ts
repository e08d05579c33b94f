import type { Member } from '../member.js';

/** Something that was done to an organisation, told once it is done. */
export type Act =
  | { readonly kind: 'joined'; readonly userid: string }
  | { readonly kind: 'changed'; readonly userid: string; readonly before: Member; readonly after: Member }
  | { readonly kind: 'left'; readonly userid: string }
  | { readonly kind: 'department-created'; readonly id: number }
  | { readonly kind: 'department-modified'; readonly id: number }
  /** The one that was asked for first, then those that went along. */
  | { readonly kind: 'departments-removed'; readonly ids: readonly number[] }
  | { readonly kind: 'renamed'; readonly rootId: number }
  | {
      readonly kind: 'labels-changed';
      readonly action: 'add' | 'remove';
      readonly userids: readonly string[];
      readonly labelIds: readonly number[];
    }
  | { readonly kind: 'label-created'; readonly id: number }
  | { readonly kind: 'label-removed'; readonly id: number }
  | { readonly kind: 'label-renamed'; readonly id: number; readonly before: string; readonly after: string };

/** Who did it: an app by a call, or a person by hand, whose userid may not be known. */
export type Actor =
  | { readonly kind: 'app'; readonly appKey: string }
  | { readonly kind: 'person'; readonly userid: string | undefined };
