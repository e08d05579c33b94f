/** How somebody left (correction C22): by the API, by an administrator's hand, by himself. */
export type LeaveReason = 'oapi' | 'delete' | 'leave' | 'cancel' | 'unknown';

/** What is kept of a member who left (fact sheet 3.3). */
export interface Departure {
  readonly userid: string;
  readonly name: string;
  readonly stateCode: string;
  readonly mobile: string;
  readonly at: number;
  readonly reason: LeaveReason;
  readonly joinedByConsentAt: number | undefined;
}
