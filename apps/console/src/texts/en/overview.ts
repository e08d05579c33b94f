/** The list of connections. */
export const connections = {
  title: 'Connections',
  create: 'New connection',
  none: 'No connection yet',
  noneMend: 'A connection joins one SCIM source with one DingTalk organisation. It takes about ten minutes.',
  active: 'Active',
  quarantined: 'Stopped',
  open: 'Open',
  since: 'since {{date}}',
  directions: { 'scim-to-dingtalk': 'SCIM to DingTalk', 'dingtalk-to-scim': 'DingTalk to SCIM, read-only' },
  fromDingTalk: 'DingTalk to SCIM',
} as const;

/** How one connection is doing. */
export const overview = {
  title: 'Overview',
  live: 'This page updates itself.',
  lastChange: 'Last change',
  noChange: 'nothing was changed yet',
  calls: 'Calls to DingTalk a second',
  callsOf: '{{used}} of {{allowed}} allowed',
  queue: 'To be looked at now',
  left: 'Time to done',
  leftNothing: 'nothing is left to do',
  leftAbout: 'about {{time}}',
  progress: 'First sync',
  progressOf: 'Dealt with: {{done}} of {{total}}',
  nothingYet: 'Nothing has arrived from SCIM yet.',
  nothingYetMend: 'Give your identity provider the SCIM address and a token of this connection.',
  allInStep: 'Everything is in step.',
  someBlocked_one: '{{count}} needs attention.',
  someBlocked_other: '{{count}} need attention.',
  seeAttention: 'See why',
  held_one: '{{count}} change waits for approval.',
  held_other: '{{count}} changes wait for approval.',
  seePlans: 'Look at the plan',
  stopped: 'This connection is stopped',
  resume: 'Start it again',
  resumed: 'Started again; everything that is due is looked at.',
  stoppedSince: 'Stopped since {{since}}; tried again by itself at {{next}}.',
  code: 'DingTalk’s code: {{code}}',
  address: 'DingTalk saw calls come from {{address}}.',
  rests: '{{lane}}: at rest until {{time}}',
  restReasons: {
    pace: 'DingTalk’s limit on calls is used up for the moment.',
    throttled: 'DingTalk asked to call less often.',
    unreachable: 'DingTalk cannot be reached.',
    refused: 'DingTalk refuses this to the app: grant the permission, or raise the quota.',
  },
  permission: 'Missing: {{permission}}',
  grant: 'Grant it in the developer console',
  restingLanes: {
    leavers: 'Leavers',
    departments: 'Departments',
    people: 'People',
    createAccount: 'New people',
    createDepartment: 'New departments',
  },
  chart: 'Changes and calls',
  chartNone: 'Nothing has happened in this time.',
  span: 'Time shown',
  spans: { hour: 'An hour', day: 'A day', week: 'A week' },
  changes: 'Changes',
  callsShort: 'Calls',
  throttled: 'Throttled calls',
  asTable: 'As a table',
  time: 'Time',
  scimUrl: 'SCIM address',
} as const;

/** Why a whole connection is stopped. */
export const quarantines = {
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
  rootShared: {
    what: 'An older connection writes the same DingTalk organisation below the same root department.',
    mend: 'Give the two root departments of their own, neither of them the company itself, or end one of them.',
  },
} as const;
