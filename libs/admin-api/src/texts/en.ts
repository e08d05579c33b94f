import type { BlockReason, HoldReason, WaitReason } from '../standing.js';
import type { Trouble } from './trouble.js';

/** Why a Link is blocked, in English. */
export const blocks: Readonly<Record<BlockReason, Trouble>> = {
  noName: {
    what: 'No name',
    mend: 'Give it a displayName in the SCIM source; DingTalk shows nobody and nothing without a name.',
  },
  nameRefused: {
    what: 'Name not accepted by DingTalk',
    mend: 'DingTalk refuses a sign, a word or the length of this name. Change it in the SCIM source.',
  },
  noMobile: {
    what: 'No mobile number',
    mend: 'Add a phone number of type mobile to the person in the SCIM source.',
  },
  mobileInvalid: {
    what: 'Mobile number not valid',
    mend: 'Correct the number of type mobile; write it with its country code, such as +86.',
  },
  mobileTaken: {
    what: 'Mobile number already used',
    mend: 'Another account in this DingTalk organisation has this number. If it is this person’s, have it adopted after a review; else correct one of the two: once the number is free, this goes on by itself.',
  },
  mobileChange: {
    what: 'Mobile number changed',
    mend: 'DingTalk lets no app change a mobile number. The person changes it in the DingTalk app, which is noticed within a day or after a retry; or the SCIM source takes the old number back; or an administrator orders the account to be deleted and made again, with which the person’s files, chats and approvals in the organisation are lost. Everything else is kept up to date.',
  },
  emailTaken: {
    what: 'Email already used',
    mend: 'Another account in this DingTalk organisation has this email. If it is this person’s, have it adopted after a review; else correct one of the two.',
  },
  emailInvalid: { what: 'Email not valid', mend: 'Correct the email in the SCIM source.' },
  telephoneTaken: {
    what: 'Extension number already used',
    mend: 'Another account in this DingTalk organisation has this extension number. Correct one of the two.',
  },
  noDepartment: {
    what: 'No department',
    mend: 'Add the person to a group that is sent by SCIM, or give the connection a default department.',
  },
  departmentMissing: {
    what: 'Department is not in DingTalk any more',
    mend: 'Somebody deleted the department there. Change the group in the SCIM source, or correct the default or holding department of the connection.',
  },
  departmentFull: {
    what: 'Department is full',
    mend: 'DingTalk puts no more people into this department. Split the group.',
  },
  departmentsRefused: {
    what: 'Departments not accepted by DingTalk',
    mend: 'A person can be in 100 departments at most. Take the person out of some groups.',
  },
  managerRefused: {
    what: 'Manager not accepted by DingTalk',
    mend: 'The manager’s account may have been removed in DingTalk. Correct the manager in the SCIM source.',
  },
  positionManaged: {
    what: 'Title and departments are managed by DingTalk’s Smart HR',
    mend: 'Switch off the management of positions there, or stop sending titles and departments.',
  },
  outOfAppScope: {
    what: 'Outside of what the app may see',
    mend: 'Widen the app’s contact scope in the developer console.',
  },
  isAdministrator: {
    what: 'Administrator of the DingTalk organisation',
    mend: 'Administrators are never removed by the bridge. Take the role away in DingTalk’s admin console; then it goes on after a retry or within a day.',
  },
  lastDepartment: {
    what: 'In no other department',
    mend: 'DingTalk keeps nobody without a department. Give the connection a holding department, or put the person into a department by hand.',
  },
  normalAccount: {
    what: 'Not an enterprise account',
    mend: 'DingTalk can disable enterprise accounts only. Choose another policy for leavers, or remove the person by hand.',
  },
  nameTaken: {
    what: 'Name already used',
    mend: 'DingTalk has a department of this name at the same place, or a role of this name in the role group. Have the department adopted after a review, or rename one of the two.',
  },
  departmentCycle: {
    what: 'Groups contain each other',
    mend: 'Remove one of the group memberships that lead round in a circle.',
  },
  parentMissing: {
    what: 'Department above it is not in DingTalk any more',
    mend: 'Somebody deleted it there. Change its group in the SCIM source, or correct the root department of the connection.',
  },
  treeTooDeep: {
    what: 'Too many levels of departments',
    mend: 'DingTalk nests departments no deeper. Put the group further up.',
  },
  foreignMembers: {
    what: 'Department or role not empty in DingTalk',
    mend: 'Somebody added people to it in DingTalk. Move them elsewhere there, or take the role from them; then it is removed.',
  },
  foreignChildren: {
    what: 'Department has departments of its own in DingTalk',
    mend: 'Somebody added departments below this one in DingTalk. Move or delete them there; then it is removed.',
  },
  unlinked: {
    what: 'Unlinked by an administrator',
    mend: 'Its account or department stays in DingTalk as it is. Have it adopted, or synced: then it is made, or taken over by the bridge’s own mark.',
  },
  rejected: {
    what: 'DingTalk refused',
    mend: 'DingTalk’s code, shown beside the name, says why. Correct the record in the SCIM source; every change there is tried anew.',
  },
};

/** What a Link waits for, in English. */
export const waits: Readonly<Record<WaitReason, Trouble>> = {
  department: {
    what: 'In no group yet',
    mend: 'Nothing to do if the groups are still being sent. If not: add the person to a group.',
  },
  departmentPending: {
    what: 'For the department to be created',
    mend: 'Nothing to do, unless the department itself is listed here as blocked.',
  },
  parent: {
    what: 'For the department above it',
    mend: 'Nothing to do, unless the department above is listed here as blocked.',
  },
  manager: {
    what: 'For the manager’s account',
    mend: 'Nothing to do, unless the manager is listed here as blocked.',
  },
  head: {
    what: 'For a head to be in the department',
    mend: 'Nothing to do if the person is still being sent. If not: add the person to the group that he or she heads.',
  },
  members: {
    what: 'For people of the role to be in DingTalk',
    mend: 'Nothing to do, unless people of the group are listed here themselves.',
  },
  empty: {
    what: 'For its people to leave',
    mend: 'Nothing to do: it is removed once people and departments in it are moved or removed.',
  },
  invitation: {
    what: 'For the person to accept DingTalk’s invitation',
    mend: 'Ask the person to accept the invitation in the DingTalk app.',
  },
  grace: {
    what: 'For the grace period of leavers to end',
    mend: 'Nothing to do. Whoever comes back meanwhile stays.',
  },
  headcount: {
    what: 'For room in the DingTalk organisation',
    mend: 'The organisation has as many people as it may have. Raise its headcount in DingTalk, or let people leave. Everything but new people goes on.',
  },
  departmentCount: {
    what: 'For room for departments in the DingTalk organisation',
    mend: 'The organisation has as many departments as it may have. Everything but new departments goes on.',
  },
};

/** Why a Link is held, in English. */
export const holds: Readonly<Record<HoldReason, Trouble>> = {
  budget: {
    what: 'More changes of this kind than a day may have',
    mend: 'Look at what is held and approve it, or drop it; what nobody approves goes on as the day’s budget allows.',
  },
  run: {
    what: 'Part of a run that waits for approval',
    mend: 'Look at the run’s plan and approve it, or drop it.',
  },
  dryRun: {
    what: 'The connection writes nothing to DingTalk',
    mend: 'Switch the dry run off in the settings once the plan is as it should be.',
  },
  dropped: {
    what: 'Somebody said that this change is not to be made',
    mend: 'Nothing, unless it is wanted after all; a change in the SCIM source is planned anew.',
  },
};
