import { setTimeout as sleep } from 'node:timers/promises';
import type { endpoints, Heard } from '#admin-api';
import { AdminApiError } from './admin-api.js';
import type { AdminApi } from './admin-api.js';
import { amount } from './amount.js';
import { connectionIdOf } from './connection-id.js';
import { connectionPath } from './connection-path.js';
import type { Report } from './terminal.js';

/** The options of `plan`. */
export interface PlanOptions {
  readonly person?: string;
  readonly json?: boolean;
}

type Planned = Heard<typeof endpoints.runs.plan>;
type Changes = Heard<typeof endpoints.runs.changes>;

const patienceMs = 120_000;
const pageSize = 1_000;
const linesShown = 50;

/**
 * Has a connection planned and tells what the plan adds up to, with its first changes; as JSON, with all of them.
 *
 * @throws AdminApiError when nobody has planned it
 */
export async function plan(api: AdminApi, connection: string, options: PlanOptions): Promise<Report> {
  const at = connectionPath(await connectionIdOf(api, connection));
  const { person } = options;
  const first = await api.call<Planned>('POST', `${at}/plan`, person === undefined ? {} : { person });
  const planned = await finished(api, `${at}/runs/${first.id}`, first);
  const page = async (after: number) =>
    api.call<Changes>(
      'GET',
      `${at}/runs/${planned.id}/changes?limit=${String(pageSize)}&after=${String(after)}`,
    );
  const changes = [...(await page(0))];
  if (options.json) {
    for (let next = changes; next.length === pageSize;) {
      next = [...(await page(changes.length))];
      changes.push(...next);
    }
    return { text: JSON.stringify({ ...planned, changes }, null, 2), code: 0 };
  }
  return { text: tell(planned, changes), code: 0 };
}

async function finished(api: AdminApi, at: string, first: Planned): Promise<Planned> {
  const deadline = performance.now() + patienceMs;
  let run = first;
  while (run.state === 'planning' && performance.now() < deadline) {
    await sleep(500);
    run = await api.call<Planned>('GET', at);
  }
  if (run.state === 'planning') throw new AdminApiError('The pusher did not plan it. Does it run?');
  return run;
}

function tell({ totals, listed, checksum }: Planned, changes: Changes): string {
  if (!totals || listed === 0) return 'Nothing is to be done.';
  const kinds = Object.entries(totals.changes).filter(([, n]) => n > 0);
  const calls = Object.values(totals.calls).reduce((sum, n) => sum + n, 0);
  const shown = changes.slice(0, linesShown).map(lineOf);
  const more =
    listed > shown.length ? [`... and ${String(listed - shown.length)} more: --json shows all`] : [];
  return [
    `${amount(listed, 'change')}: ${kinds.map(([kind, n]) => `${kind} ${String(n)}`).join(', ')}`,
    `${amount(calls, 'call')}, ${amount(totals.minutes, 'minute')} at the least; ${amount(totals.texts, 'text or invitation', 'texts or invitations')}`,
    `checksum ${checksum}`,
    '',
    ...shown,
    ...more,
  ].join('\n');
}

function lineOf({ change, displayName, values }: Changes[number]): string {
  const fields = Object.entries(values ?? {})
    .map(([field, [old, next]]) => `${field}: ${JSON.stringify(old)} -> ${JSON.stringify(next)}`)
    .join(', ');
  return `${change} ${displayName ?? ''}${fields === '' ? '' : ` (${fields})`}`;
}
