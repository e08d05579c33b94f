/** What a policy tells apart: each has a budget of its own, and a threshold of its own in a run. */
export const changeKinds = [
  'creates',
  'updates',
  'moved',
  'withoutDepartment',
  'leavers',
  'departmentDeletes',
  /** People taken out of roles of ours who stay in DingTalk. */
  'roleRemovals',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/**
 * Whether what was allowed as one kind may be carried out as another, towards the same desired state: who is made may
 * get his manager afterwards, who is moved may get his title in the same stroke or before. Nobody who was to be
 * updated is removed, and nobody is made who was to be there.
 */
export const covers: Readonly<Record<ChangeKind, readonly ChangeKind[]>> = {
  creates: ['creates', 'moved', 'updates'],
  updates: ['updates'],
  moved: ['moved', 'updates'],
  withoutDepartment: ['withoutDepartment', 'updates'],
  leavers: ['leavers'],
  departmentDeletes: ['departmentDeletes'],
  roleRemovals: ['roleRemovals', 'updates'],
};
