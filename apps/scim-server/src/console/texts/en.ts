import { reasonTexts } from '#admin-api';
import type { Lane } from '#common';
import type { Gate, LinkKind } from '#provisioning';
import type { Standing, QuarantineReason } from '#store';
import type { Trouble } from '#admin-api';

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
const lanes: Readonly<Record<Lane | Gate, string>> = {
  leavers: 'Leavers',
  departments: 'Departments',
  people: 'People',
  createAccount: 'New people',
  createDepartment: 'New departments',
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
  ...reasonTexts.en,
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
