import type { Access } from './access.js';
import { AdminApiError } from './admin-api.js';
import type { AdminApi } from './admin-api.js';
import { appOf } from './app-options.js';
import type { AppOptions } from './app-options.js';

/** The options of `connections create`. */
export interface CreateOptions extends AppOptions {
  readonly defaultDepartment?: string | undefined;
  readonly sample?: boolean | undefined;
  /** DingTalk is shown to SCIM, instead of written by it. */
  readonly mirror?: boolean | undefined;
}

interface Created {
  readonly connection: { readonly id: string };
  readonly scimUrl: string;
  readonly scimToken: string;
}

/** Makes a connection: to the DingTalk the options name, else to an empty simulated company of its own. */
export async function createConnection(
  api: AdminApi,
  access: Access,
  name: string,
  options: CreateOptions,
): Promise<object> {
  const { org, ...credentials } =
    options.appKey === undefined
      ? await simulatedCompany(access, name, options)
      : { ...appOf(options), org: undefined };
  const { connection, scimUrl, scimToken } = await api.call<Created>('POST', '/connections', {
    name,
    ...(options.mirror === true ? { direction: 'dingtalk-to-scim' } : {}),
    settings: settingsOf(options),
    ...credentials,
  });
  return {
    connectionId: connection.id,
    scimUrl,
    scimToken,
    ...(org === undefined ? {} : { simulatorOrg: org }),
  };
}

/** As createConnection, but where there is one of this name already only a new token is made. */
export async function ensureConnection(
  api: AdminApi,
  access: Access,
  name: string,
  options: CreateOptions,
): Promise<object> {
  const known = await api.call<readonly { readonly id: string; readonly name: string }[]>(
    'GET',
    '/connections',
  );
  const found = known.find((connection) => connection.name === name);
  if (!found) return createConnection(api, access, name, options);
  const token = await api.call<{ readonly scimToken: string }>('POST', `/connections/${found.id}/tokens`, {
    label: 'start',
  });
  return {
    connectionId: found.id,
    scimUrl: new URL('/scim/v2', access.url).href,
    scimToken: token.scimToken,
  };
}

const timeoutMs = 30_000;

async function simulatedCompany(access: Access, name: string, { sample = false }: CreateOptions) {
  const { simulatorUrl } = access;
  if (simulatorUrl === undefined) {
    throw new AdminApiError(
      'There is no simulator here: give --app-key and --app-secret-env of a DingTalk app.',
    );
  }
  const response = await fetch(new URL('/__sim/org', simulatorUrl), {
    method: 'POST',
    signal: AbortSignal.timeout(timeoutMs),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, sample }),
  }).catch(() => undefined);
  if (!response?.ok) throw new AdminApiError('The simulator did not make a company.');
  const made = (await response.json()) as { org: string; appKey: string; appSecret: string };
  return { ...made, oapiBase: simulatorUrl, apiBase: simulatorUrl };
}

function settingsOf({ defaultDepartment: id }: CreateOptions): object {
  return id === undefined ? {} : { defaultDepartmentId: Number(id) };
}
