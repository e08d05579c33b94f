import type { Dispatcher } from 'undici';
import { readPage, readProvider } from './read-list.js';
import type { Patience, RemoteAccess } from './remote-access.js';
import { RemoteFailure } from './remote-failure.js';
import type { FailureCode } from './remote-failure.js';
import { RemoteScim } from './remote-scim.js';

/** What a look at a remote server came to. */
export type RemoteDiagnosis =
  | {
      readonly outcome: 'ok';
      /** As the server says; undefined: it does not. */
      readonly users?: number;
      /** undefined: it does not say, or has no Groups. */
      readonly groups?: number;
      readonly paging: 'cursor' | 'index';
      readonly filter: 'supported' | 'unsupported' | 'unknown';
    }
  | {
      readonly outcome: FailureCode | 'wrongBase';
      readonly detail?: string;
      /** Where its SCIM seems to be: what to enter as base URL instead. */
      readonly suggestedBase?: string;
    };

/** A person waits for it. */
const patience: Patience = {
  timeoutMs: 8_000,
  tries: 1,
  pauseMs: 0,
  longestPauseMs: 0,
  maxBytes: 8_000_000,
};
const withinMs = 20_000;

/** Where SCIM usually lies below a host. */
const usualPaths = [
  '/scim/v2',
  '/scim',
  '/v2',
  '/scim/v2.0',
  '/api/scim/v2',
  '/api/scim',
  '/api/v2/scim',
  '/rest/scim/v2',
];

/** Tries a remote server as a reading would, and says readably what stands in the way. */
export async function diagnoseRemote(dispatcher: Dispatcher, access: RemoteAccess): Promise<RemoteDiagnosis> {
  const cancel = AbortSignal.timeout(withinMs);
  const remoteAt = (baseUrl: string) =>
    new RemoteScim(dispatcher, { baseUrl, auth: access.auth }, cancel, patience);
  try {
    return await look(remoteAt(access.baseUrl));
  } catch (error) {
    if (!(error instanceof RemoteFailure)) throw error;
    const failure = error.code === 'cancelled' ? new RemoteFailure('timedOut') : error;
    const misplaced =
      failure.code === 'notScim' || failure.code === 'notFound' || failure.code === 'redirected';
    const suggestedBase = misplaced ? await findBase(access.baseUrl, remoteAt) : undefined;
    const detail = failure.detail === undefined ? {} : { detail: failure.detail };
    if (suggestedBase !== undefined) return { outcome: 'wrongBase', suggestedBase };
    return { outcome: failure.code === 'notFound' ? 'notScim' : failure.code, ...detail };
  }
}

async function look(remote: RemoteScim): Promise<RemoteDiagnosis> {
  const ask = { kind: 'index', startIndex: 1, count: 1 } as const;
  const users = await readPage(remote, 'User', ask);
  const provider = await readProvider(remote);
  const groups = await readPage(remote, 'Group', ask).catch((error: unknown) => {
    if (error instanceof RemoteFailure && error.code === 'notFound') return undefined;
    throw error;
  });
  const [people, teams] = [users, groups].map((read) =>
    read?.kind === 'page' ? read.page.total : undefined,
  );
  return {
    outcome: 'ok',
    ...(people === undefined ? {} : { users: people }),
    ...(teams === undefined ? {} : { groups: teams }),
    paging: provider.cursor ? 'cursor' : 'index',
    filter: provider.filter === undefined ? 'unknown' : provider.filter ? 'supported' : 'unsupported',
  };
}

/** The base URL under which the same host speaks SCIM to us. */
async function findBase(
  baseUrl: string,
  remoteAt: (base: string) => RemoteScim,
): Promise<string | undefined> {
  for (const base of candidates(baseUrl)) {
    const found = await readPage(remoteAt(base), 'User', { kind: 'index', startIndex: 1, count: 1 }).then(
      () => true,
      () => false,
    );
    if (found) return base;
  }
  return undefined;
}

/** Other base URLs on the same host: without an endpoint at the end, the usual paths below, one step up and at its root. */
function candidates(baseUrl: string): readonly string[] {
  const url = new URL(baseUrl);
  const path = url.pathname.replace(/\/+$/, '');
  const trimmed = path.replace(
    /\/(?:Users|Groups|ServiceProviderConfig|Schemas|ResourceTypes)(?:\/.*)?$/i,
    '',
  );
  const up = trimmed.replace(/\/[^/]*$/, '');
  const bases = new Set([
    trimmed,
    ...usualPaths.map((below) => `${trimmed}${below}`),
    up,
    ...usualPaths.map((below) => `${up}${below}`),
    ...usualPaths,
  ]);
  bases.delete(path);
  return [...bases].map((base) => `${url.origin}${base}`);
}
