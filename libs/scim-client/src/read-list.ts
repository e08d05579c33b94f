import { readListPage, readProviderConfig, unknownProvider } from '#scim';
import type { ListPage, PageAsk, ProviderConfig, ResourceType } from '#scim';
import { isJsonObject } from '#common';
import type { JsonObject } from '#common';
import { RemoteFailure } from './remote-failure.js';
import type { RemoteScim } from './remote-scim.js';

/** A page, and by what it is known again. */
export type RemotePage =
  | { readonly kind: 'page'; readonly page: ListPage; readonly etag?: string }
  /** As it was when it had the tag that was sent. */
  | { readonly kind: 'unchanged' };

const paths: Readonly<Record<ResourceType, string>> = { User: '/Users', Group: '/Groups' };

/** @throws RemoteFailure; notFound where there is no such list */
export async function readPage(
  remote: RemoteScim,
  type: ResourceType,
  ask: PageAsk,
  { filter, etag }: { readonly filter?: string; readonly etag?: string } = {},
): Promise<RemotePage> {
  const place = ask.kind === 'index' ? { startIndex: String(ask.startIndex) } : { cursor: ask.cursor ?? '' };
  const query = { ...place, count: String(ask.count), ...(filter === undefined ? {} : { filter }) };
  const answer = await remote.get(paths[type], query, etag);
  if (answer.status === 304) return { kind: 'unchanged' };
  if (answer.status === 404) throw new RemoteFailure('notFound', '404');
  const page = readListPage(answer.json);
  if (!page) throw new RemoteFailure('notScim');
  return { kind: 'page', page, ...(answer.etag === undefined ? {} : { etag: answer.etag }) };
}

/**
 * One resource by its id. Only 404 says that it is gone: of everything else nobody knows.
 *
 * @throws RemoteFailure
 */
export async function readOne(
  remote: RemoteScim,
  type: ResourceType,
  id: string,
): Promise<JsonObject | 'gone'> {
  const { status, json } = await remote.get(`${paths[type]}/${encodeURIComponent(id)}`);
  if (status === 404) return 'gone';
  // Some servers write their ids as numbers.
  const found = isJsonObject(json) && (typeof json.id === 'number' ? String(json.id) : json.id) === id;
  if (!found) throw new RemoteFailure('notScim');
  return json;
}

/** What the server says of itself; that it does not, or not to us, is no fault. @throws RemoteFailure */
export async function readProvider(remote: RemoteScim): Promise<ProviderConfig> {
  try {
    const { status, json } = await remote.get('/ServiceProviderConfig');
    return (status === 200 ? readProviderConfig(json) : undefined) ?? unknownProvider;
  } catch (error) {
    const silent =
      error instanceof RemoteFailure && ['forbidden', 'refused', 'serverError'].includes(error.code);
    if (silent) return unknownProvider;
    throw error;
  }
}
