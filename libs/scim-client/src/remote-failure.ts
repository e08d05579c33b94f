/** Why a remote server could not be read. */
export const failureCodes = [
  'dnsFailed',
  'unreachable',
  'tlsFailed',
  'timedOut',
  'targetRefused',
  'proxyFailed',
  'redirected',
  'unauthorized',
  'forbidden',
  'tokenRefused',
  'notFound',
  'refused',
  'throttled',
  'serverError',
  'notScim',
  'tooLarge',
  'cancelled',
] as const;
export type FailureCode = (typeof failureCodes)[number];

/**
 * A remote server did not answer as it should. `detail` is a code of the system, of TLS, of OAuth or a status: never the
 * server's own words, nor anything of the address.
 */
export class RemoteFailure extends Error {
  override readonly name = 'RemoteFailure';

  constructor(
    readonly code: FailureCode,
    readonly detail?: string,
    /** The scimType of its error, where that is one of the RFC's. */
    readonly scimType?: string,
  ) {
    super(`the source: ${code}${detail === undefined ? '' : ` (${detail})`}`);
  }
}

/** Trouble of the moment, that another try may get past. */
export const isPassing = ({ code }: RemoteFailure): boolean =>
  code === 'unreachable' || code === 'timedOut' || code === 'throttled' || code === 'serverError';
