import type { Lane } from '#common';
import type { BlockReason, LinkKind, WaitReason } from '#provisioning';
import type { Standing, QuarantineReason } from '#store';

/** What is the matter, and what somebody can do about it. */
export interface Trouble {
  readonly what: string;
  readonly mend: string;
}

const blocks: Readonly<Record<BlockReason, Trouble>> = {
  noName: {
    what: 'No name',
    mend: 'Give it a displayName in the SCIM source; DingTalk shows nobody and nothing without a name.',
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
    mend: 'Another account in this DingTalk organisation has this number. Correct one of the two; once the number is free, this goes on by itself.',
  },
  mobileChange: {
    what: 'Mobile number changed',
    mend: 'DingTalk lets no app change a mobile number. The person changes it in the DingTalk app, or the SCIM source takes the old number back. Everything else is kept up to date.',
  },
  emailTaken: {
    what: 'Email already used',
    mend: 'Another account in this DingTalk organisation has this email. Correct one of the two.',
  },
  telephoneTaken: {
    what: 'Desk phone already used',
    mend: 'Another account in this DingTalk organisation has this desk phone. Correct one of the two, or leave the field out of the mapping.',
  },
  noDepartment: {
    what: 'No department',
    mend: 'Add the person to a group that is sent by SCIM, or give the connection a default department.',
  },
  nameTaken: {
    what: 'Department name already used',
    mend: 'DingTalk has a department of this name at the same place. Rename one of the two.',
  },
  departmentCycle: {
    what: 'Groups contain each other',
    mend: 'Remove one of the group memberships that lead round in a circle.',
  },
  foreignMembers: {
    what: 'Department not empty in DingTalk',
    mend: 'Somebody added people to this department in DingTalk. Move them elsewhere there; then it is removed.',
  },
  foreignChildren: {
    what: 'Department has departments of its own in DingTalk',
    mend: 'Somebody added departments below this one in DingTalk. Move or delete them there; then it is removed.',
  },
  rejected: {
    what: 'DingTalk refused',
    mend: 'DingTalk’s code, shown beside the name, says why. Correct the record in the SCIM source; every change there is tried anew.',
  },
};

const waits: Readonly<Record<WaitReason, Trouble>> = {
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
  empty: {
    what: 'For its people to leave',
    mend: 'Nothing to do: it is removed once people and departments in it are moved or removed.',
  },
  invitation: {
    what: 'For the person to accept DingTalk’s invitation',
    mend: 'Ask the person to accept the invitation in the DingTalk app.',
  },
};

const quarantines: Readonly<Record<QuarantineReason, Trouble>> = {
  badCredentials: {
    what: 'DingTalk does not accept the app’s key and secret.',
    mend: 'Compare AppKey and AppSecret with the developer console.',
  },
  ipNotAllowed: {
    what: 'DingTalk does not accept calls from this server’s address.',
    mend: 'Add its outgoing IP address to the app’s allowed addresses in the developer console.',
  },
  appStopped: {
    what: 'The app is stopped or not published in DingTalk.',
    mend: 'Enable and publish it in the developer console.',
  },
  permissionMissing: {
    what: 'The app lacks a permission.',
    mend: 'Grant the contact permissions in the developer console.',
  },
};

const states: Readonly<Record<Standing, string>> = {
  inStep: 'In step',
  onTheWay: 'On the way',
  waiting: 'Waiting',
  held: 'Held for approval',
  blocked: 'Blocked',
};
const kinds: Readonly<Record<LinkKind, string>> = { account: 'Person', department: 'Department' };
const lanes: Readonly<Record<Lane, string>> = {
  leavers: 'Leavers',
  departments: 'Departments',
  people: 'People',
};
const rests = {
  pace: 'DingTalk’s limit on calls is used up for the moment.',
  throttled: 'DingTalk asked to call less often.',
  unreachable: 'DingTalk cannot be reached.',
  refused: (what: string): string =>
    `DingTalk refuses this to the app (${what}): grant the permission in the developer console, or raise the quota.`,
};

/** English, and the keys that every other language has. */
export const en = {
  language: 'en',
  product: 'SCIM to DingTalk',
  nav: {
    label: 'Main',
    status: 'Status',
    queues: 'Queues',
    simulator: 'Simulated DingTalk',
    otherLanguage: '中文',
    signOut: 'Sign out',
    skip: 'Skip to the content',
  },
  signIn: {
    title: 'Sign in',
    lead: 'For administrators of this bridge between SCIM and DingTalk.',
    user: 'User',
    password: 'Password',
    submit: 'Sign in',
    refused: 'User or password is wrong.',
    tooManyTries: 'Too many tries. Wait a minute, then try again.',
  },
  status: {
    title: 'Status',
    noConnection: 'No connection yet',
    noConnectionMend: 'A connection joins one SCIM source to one DingTalk organisation. Create one:',
    active: 'Active',
    quarantined: 'Stopped',
    direction: 'SCIM to DingTalk',
    resume: 'Once mended, start it again:',
    counts: 'People and departments by state',
    ofKinds: (people: number, departments: number): string =>
      `${count(people, 'person', 'people')}, ${count(departments, 'department', 'departments')}`,
    rests: 'At rest',
    restsUntil: (lane: string, time: string): string => `${lane}, until ${time} (UTC)`,
    notInStep: 'Not in step',
    nothingYet: 'Nothing has arrived from SCIM yet.',
    nothingYetMend: 'Give your identity provider this address and the connection’s token:',
    allInStep: 'Everything is in step.',
    name: 'Name',
    kind: 'Kind',
    code: 'DingTalk’s code',
    leaving: 'leaving',
    more: (n: number): string => `and ${String(n)} more`,
    onTheWay: { what: 'Changes on their way to DingTalk', mend: 'Nothing to do.' },
    held: { what: 'Changes wait for approval', mend: 'Look at the plan and approve it.' },
    asOf: (time: string): string => `As of ${time} (UTC).`,
    refreshes: 'This page updates itself.',
    pause: 'Stop updating',
    paused: 'Updating is stopped.',
    resumeUpdates: 'Update by itself',
  },
  problem: {
    notFound: { what: 'Nothing here', mend: 'There is no page at this address.' },
    otherSite: {
      what: 'Not accepted',
      mend: 'This request came from another site. Go to the status page and try again.',
    },
    unavailable: {
      what: 'The database does not answer',
      mend: 'Changes are safe where they are. This page tries again by itself.',
    },
    fault: (id: string): Trouble => ({
      what: 'Something went wrong',
      mend: `The server’s log knows it as ${id}.`,
    }),
    refused: { what: 'Not accepted', mend: 'The request is not valid.' },
    back: 'To the status page',
  },
  blocks,
  waits,
  quarantines,
  states,
  kinds,
  lanes,
  rests,
};

/** One language's texts. */
export type Texts = typeof en;

function count(n: number, one: string, many: string): string {
  return `${String(n)} ${n === 1 ? one : many}`;
}
