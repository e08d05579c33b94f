/** What was done. */
export const activity = {
  title: 'Activity',
  lead: 'What was done in DingTalk, for whom, and who asked for it. Personal values are masked.',
  none: 'Nothing has been done yet.',
  at: 'When',
  what: 'What',
  who: 'Who or what',
  askedBy: 'Asked by',
  fields: 'Fields',
  calls: 'Calls',
  code: 'DingTalk’s code',
  took: '{{ms}} ms',
  before: 'Before',
  after: 'After',
  engine: 'the bridge',
  token: 'SCIM client',
  admin: 'administrator {{name}}',
  newer: 'Newest',
  expired: 'The values are not kept any more.',
  details: 'What changed, call by call',
  events: {
    createAccount: 'Person created',
    updateAccount: 'Person updated',
    deleteAccount: 'Person deleted',
    disableAccount: 'Person disabled',
    enableAccount: 'Person enabled',
    findAccount: 'Person looked up',
    findInvited: 'Invitation looked at',
    readMobile: 'Mobile looked at',
    readAdministrators: 'Administrators looked up',
    createDepartment: 'Department created',
    updateDepartment: 'Department updated',
    deleteDepartment: 'Department deleted',
    findDepartment: 'Department looked up',
  },
  ended: '{{what}}: {{how}}',
  endings: {
    refused: 'refused',
    rejected: 'refused',
    answerLost: 'the answer was lost',
    pendingInvite: 'invited',
  },
} as const;

/** SCIM tokens. */
export const tokens = {
  title: 'Tokens',
  lead: 'What your identity provider signs in with. Several may be valid at a time, so that one can follow another.',
  none: 'There is no token: nobody can write to this connection.',
  create: 'New token',
  label: 'Label',
  labelAbout: 'Who uses it, such as Okta.',
  labelMissing: 'Give the token a label.',
  expiresAt: 'Expires',
  createdAt: 'Created',
  lastUsedAt: 'Last used',
  state: 'State',
  valid: 'Valid',
  expired: 'Expired',
  revoked: 'Revoked',
  revoke: 'Revoke',
  revokeSure: 'Whoever uses “{{label}}” is refused at once. This cannot be taken back.',
  revokeDone: 'The token is revoked.',
  shown: 'The token is shown now and never again.',
} as const;

/** Bull Board inside. */
export const queues = {
  title: 'Queues',
  lead: 'What is being worked off, by Bull Board. A job carries ids only.',
  frame: 'Bull Board',
  open: 'Open on its own',
} as const;

/** The description of the admin API. */
export const apiPage = {
  title: 'Admin API',
  lead: 'For programs that do what this console does. They send a token of their own: Authorization: Bearer admin_...',
  file: 'OpenAPI document',
} as const;
