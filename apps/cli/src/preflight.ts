import { doctorLanguage } from '#dingtalk';
import { endpoints } from '#admin-api';
import type { Heard } from '#admin-api';
import { AdminApiError } from './admin-api.js';
import type { AdminApi } from './admin-api.js';
import { allPages } from './all-pages.js';
import { connectionIdOf } from './connection-id.js';
import { pathTo } from './path-to.js';
import { taskAnswer } from './task-answer.js';
import type { Report } from './terminal.js';

/** The options of `preflight`. */
export interface PreflightOptions {
  readonly csv?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly lang?: 'en' | 'zh' | undefined;
}

const { look, report, findings, csv } = endpoints.preflight;

type Told = Heard<typeof report>;
type Page = Heard<typeof findings>;

/** A company of 100,000 people, and two thousand departments of DingTalk's, take a few minutes. */
const patienceMs = 600_000;

/**
 * Has a connection looked at before anything is written. Ends with 0 where nothing stands in anybody's way, with 1
 * where something has to be mended first.
 *
 * @throws AdminApiError when nobody could look
 */
export async function preflight(
  api: AdminApi,
  connection: string,
  options: PreflightOptions,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Report> {
  const id = await connectionIdOf(api, connection);
  const lang = options.lang ?? doctorLanguage(env.LC_ALL ?? env.LANG);
  const first = await api.call<object>('POST', pathTo(look, { id }, { lang }));
  if ((await taskAnswer(api, first, patienceMs)) === null) {
    throw new AdminApiError('The pusher did not answer. Does it run?');
  }
  const told = await api.call<Told>('GET', pathTo(report, { id }, { lang }));
  const code = told.found.some(({ severity }) => severity === 'stops') ? 1 : 0;
  if (options.csv) return { text: await api.text(pathTo(csv, { id }, { lang })), code };
  if (options.json) {
    const all = await allPages(async (after) => {
      const page = await api.call<Page>('GET', pathTo(findings, { id }, { lang, after, limit: 1_000 }));
      return { items: page.findings, next: page.next };
    });
    return { text: JSON.stringify({ ...told, findings: all }, null, 2), code };
  }
  return { text: tell(told), code };
}

/** A line for each kind, its mend below it. */
function tell({ people, departments, existing, found }: Told): string {
  const head = `people ${String(people)}, departments ${String(departments)}, DingTalk: ${seen(existing)}`;
  const lines = found.flatMap(({ severity, n, kind, what, mend }) => [
    `${severity === 'stops' ? 'STOPS ' : 'notice'} ${String(n).padStart(7)}  ${kind}: ${what}`,
    `${' '.repeat(16)}${mend}`,
  ]);
  return [head, ...lines].join('\n');
}

function seen({
  kind,
  accounts,
  departments,
  whole,
  why,
  scope,
  roles,
  rolesUnknown,
}: Told['existing']): string {
  if (kind === 'unknown') return `not seen (${[why, scope].filter((word) => word !== undefined).join(' ')})`;
  const part = whole ? '' : ', not all of the company';
  const others = roles === undefined ? '' : `, ${String(roles)} roles`;
  const unseen = rolesUnknown === undefined ? '' : `, roles not seen (${rolesUnknown})`;
  return `${String(accounts)} accounts in ${String(departments)} departments${others}${unseen}${part}`;
}
