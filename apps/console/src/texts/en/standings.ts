/** How people and departments stand. */
export const standings = {
  inStep: 'In step',
  onTheWay: 'On the way',
  waiting: 'Waiting',
  held: 'Held for approval',
  blocked: 'Blocked',
} as const;

export const kinds = { account: 'Person', department: 'Department', role: 'Role' } as const;

/** Where the DingTalk side of a person or department stands. */
export const presences = {
  none: 'not in DingTalk yet',
  creating: 'being created',
  invited: 'invited',
  present: 'in DingTalk',
  leaving: 'leaving',
  gone: 'removed from DingTalk',
} as const;

/** What is in step although it shows something else than usual. */
export const remarks = {
  outOfScope: 'Out of scope: not synced',
  ignored: 'A Group that has no part in DingTalk',
  kept: 'Kept as it is, by the policy for leavers',
  holding: 'In the holding department',
  removed: 'Removed from its departments',
  disabled: 'Disabled',
} as const;
