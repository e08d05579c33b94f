import type { ResourceId } from '#common';
import type { ScimBody } from '#scim';

/** A User that an operation of a bulk request creates. */
export interface WantedUser {
  readonly index: number;
  readonly id: ResourceId;
  readonly body: ScimBody;
}
