/** Making a connection, step by step. */
export const wizard = {
  title: 'New connection',
  steps: {
    direction: 'Direction',
    app: 'DingTalk app',
    check: 'Check',
    source: 'Source',
    mirror: 'What is shown',
    mapping: 'Mapping',
    policy: 'Policy',
    done: 'SCIM address',
  },
  direction: {
    lead: 'Where are people and departments kept, and where should they appear?',
    pushed: 'From SCIM to DingTalk',
    pushedAbout:
      'An identity provider (Entra ID, Okta, authentik, an HR system) sends people and groups; DingTalk’s contacts show them.',
    pulled: 'From a remote SCIM server to DingTalk',
    pulledAbout:
      'The bridge itself reads people and groups from a server that speaks SCIM, by the clock; DingTalk’s contacts show them.',
    mirrored: 'From DingTalk to SCIM',
    mirroredAbout:
      'DingTalk’s contacts are served by SCIM, read-only, to whoever has a token. Nothing is written in DingTalk.',
    name: 'Name of the connection',
    nameExample: 'Example Ltd',
    nameMissing: 'Give the connection a name.',
  },
  app: {
    lead: 'The bridge works in DingTalk as an internal application of your organisation. Somebody who administers DingTalk does this once.',
    open: 'Open the developer console',
    openAbout: 'Sign in with an account that may develop for your organisation.',
    create: 'Create an internal application',
    createAbout:
      'Under Application development, Internal applications: create an application. The name is up to you, such as Directory sync.',
    credentials: 'Copy AppKey and AppSecret',
    credentialsAbout:
      'In the application, Credentials and basic information: Client ID (formerly AppKey) and Client Secret (formerly AppSecret).',
    permissions: 'Grant the permissions',
    permissionsAbout:
      'In the application, Permission management: search for each by its code and apply for it. Managing contacts is sensitive: a contacts administrator grants it.',
    personal:
      'Personal permissions (个人权限) such as Contact.User.Read are for logins by people; the bridge needs none of them.',
    scope: 'Set the contact scope',
    scopeAbout:
      'In Permission management, Permission scope: all employees, or at least the department below which the bridge builds.',
    permission: 'Permission',
    code: 'Code',
    purpose: 'For',
    always: 'always needed',
    forRoles: 'needed for roles, else at times',
    sometimes: 'needed at times',
    fields: 'Field permissions',
    fieldsAbout:
      'Employees’ mobile numbers and personal information such as email let the bridge see what DingTalk has; without them it trusts what it wrote.',
    documentation: 'DingTalk’s documentation',
  },
  check: {
    lead: 'Paste both and have the app looked at. Nothing is written in DingTalk and nothing is saved.',
    appKey: 'AppKey (Client ID)',
    appSecret: 'AppSecret (Client Secret)',
    secretAbout: 'It is sealed when it is saved, and never shown again.',
    edition: 'Edition of DingTalk',
    mainland: 'Mainland China (dingtalk.com)',
    international: 'International (dingtalk.io)',
    own: 'Another address',
    ownBase: 'Address',
    keyMissing: 'Paste the AppKey.',
    secretMissing: 'Paste the AppSecret.',
    baseMissing: 'Enter an address that begins with http:// or https://.',
    run: 'Check',
    running: 'Looking at the app ...',
    ready: 'The bridge can work with this app.',
    notReady: 'Something has to be mended first.',
    grant: 'Grant it in the developer console',
    waiting: 'DingTalk takes its time; the answer will appear here.',
    late: 'Nobody has answered. Is the pusher running?',
    anyway: 'You may go on without a check, and have the app looked at later.',
    stale: 'Key or secret have changed since this check.',
    showAll: 'What was looked at',
  },
  mapping: {
    lead: 'Which SCIM attribute becomes which DingTalk field. What is left as it is fits Entra ID and Okta; it can be changed at any time, with a preview on a real person.',
    field: 'DingTalk field',
    from: 'From',
    preview: 'Try it on a person',
    previewAbout:
      'Paste a User as your identity provider sends it (its own preview or log shows one). It is used for this once and kept nowhere.',
    user: 'User as JSON',
    show: 'Show what DingTalk would have',
    value: 'In DingTalk',
  },
  policy: {
    lead: 'What becomes of people who leave, and of people without a department.',
  },
  create: 'Create the connection',
  created: 'The connection is there.',
  mirror: {
    lead: 'How people of DingTalk look in SCIM, and how often DingTalk is read. All of it can be changed later.',
  },
  done: {
    opposite: 'Connections to the same app that go the other way: {{names}}',
    oppositeAbout: 'Neither tells the other its own: what one has made, the other leaves out.',
    pulled: 'The Source is read for the first time at the next time of its schedule, or on its page at once.',
    mirrored:
      'DingTalk is being read. Give whoever is to read it this address and this token. The token is shown now and never again.',
    pushed:
      'Give your identity provider this address and this token. The token is shown now and never again.',
    url: 'SCIM address',
    token: 'Token',
    warning:
      'DingTalk may send a text message to people who have no DingTalk account. Try one number of your own first.',
    to: 'Go to the connection',
  },
} as const;

/** How the doctor says that something stands. */
export const doctor = { ok: 'ok', warning: 'warning', failed: 'failed', unknown: 'unknown' } as const;

/** How identity providers are told of the bridge. */
export const providers = {
  title: 'In your identity provider',
  entra: {
    one: 'Microsoft Entra admin center, Enterprise applications, New application, Create your own application, Integrate any other application.',
    two: 'Provisioning, Connect your application: authentication method Bearer; put the SCIM address into Tenant URL and the token into Secret token; Test connection.',
    three:
      'In Attribute mapping of users, map mobile to phoneNumbers[type eq "mobile"].value: DingTalk takes nobody without one.',
    four: 'Assign users and groups, then start provisioning. Entra ID sends no groups inside groups.',
  },
  okta: {
    one: 'Admin console, Applications, Browse App Catalog: SCIM 2.0 Test App (OAuth Bearer Token).',
    two: 'Provisioning, Integration: put the SCIM address into SCIM 2.0 Base Url and the token into OAuth Bearer Token; Test API Credentials.',
    three: 'To App: switch on Create Users, Update User Attributes and Deactivate Users; map mobilePhone.',
    four: 'Push Groups: choose the groups that become departments.',
  },
  authentik: {
    one: 'Admin interface, Applications, Providers, Create: SCIM Provider.',
    two: 'Put the SCIM address into URL and the token into Token.',
    three: 'Add a property mapping for users that returns phoneNumbers with type mobile.',
    four: 'Applications: choose the application, and add the provider under Backchannel Providers.',
  },
  other: {
    one: 'Any client of SCIM 2.0 (RFC 7644): base address and bearer token as above.',
    two: 'Users need phoneNumbers of type mobile, and a Group that holds them or a default department.',
    three: 'Groups become departments; a Group that is a member of a Group lies below it.',
    four: 'Try it with curl:',
  },
  names: { entra: 'Entra ID', okta: 'Okta', authentik: 'authentik', other: 'Another client' },
} as const;
