import { reasonTexts } from '#admin-api';

const { blocks, waits, holds } = reasonTexts.en;

const told = { ...blocks, ...waits, ...holds };

/** Why a person or department is not in step, and what mends it: as the server tells it, too. */
export const reasons: Readonly<Record<keyof typeof told, { readonly what: string; readonly mend: string }>> =
  told;

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
} as const;
