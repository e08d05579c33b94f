import { endpoints } from '#admin-api';
import type { Endpoint, Heard } from '#admin-api';
import { AdminApiError } from './admin-api.js';
import type { AdminApi } from './admin-api.js';
import { allPages } from './all-pages.js';
import { connectionIdOf } from './connection-id.js';
import { pathTo } from './path-to.js';
import { taskAnswer } from './task-answer.js';
import type { Report } from './terminal.js';

const { drift, rebuild } = endpoints;
type Told = Heard<typeof drift.read>;
type Page = Heard<typeof drift.findings>;

/** 5,000 departments of 100,000 people take a few minutes at 20 calls a second. */
const patienceMs = 3_600_000;

/**
 * Has DingTalk held against what was last written there. Ends with 0 where all is as it was left or is being mended,
 * with 1 where somebody has to look.
 *
 * @throws AdminApiError when nobody could look
 */
export async function lookForDrift(
  api: AdminApi,
  connection: string,
  { repair = false }: { readonly repair?: boolean | undefined },
): Promise<Report> {
  const id = await connectionIdOf(api, connection);
  const told = await ask(api, id, drift, () =>
    api.call<object>('POST', pathTo(drift.look, { id }), { repair }),
  );
  const { seen, found } = told;
  const asLeft = seen.kind === 'read' && Object.keys(found).length === 0;
  return { text: JSON.stringify(told, null, 2), code: asLeft || told.runId !== null ? 0 : 1 };
}

/** Has what a lost store had made found again. @throws AdminApiError when nobody could look */
export async function beginRebuild(api: AdminApi, connection: string): Promise<Report> {
  const id = await connectionIdOf(api, connection);
  const told = await ask(api, id, rebuild, () => api.call<object>('POST', pathTo(rebuild.begin, { id })));
  return { text: JSON.stringify(told, null, 2), code: told.seen.kind === 'read' ? 0 : 1 };
}

/** @returns the newest reading with all its findings */
async function ask(
  api: AdminApi,
  id: string,
  { read, findings }: { readonly read: Endpoint; readonly findings: Endpoint },
  begin: () => Promise<object>,
): Promise<Told & { readonly findings: Page['findings'] }> {
  if ((await taskAnswer(api, await begin(), patienceMs)) === null) {
    throw new AdminApiError('The pusher did not answer. Does it run?');
  }
  const told = await api.call<Told>('GET', pathTo(read, { id }));
  const all = await allPages(async (after) => {
    const page = await api.call<Page>('GET', pathTo(findings, { id }, { after, limit: 1_000 }));
    return { items: page.findings, next: page.next };
  });
  return { ...told, findings: all };
}
