import { setTimeout as sleep } from 'node:timers/promises';
import { Presets, SingleBar } from 'cli-progress';
import { endpoints } from '#admin-api';
import type { Heard } from '#admin-api';
import type { AdminApi } from './admin-api.js';
import { amount } from './amount.js';
import { connectionIdOf } from './connection-id.js';
import type { Report } from './terminal.js';

type Run = Heard<typeof endpoints.source.run>;

const lookEveryMs = 250;
const startsWithinMs = 60_000;

/** Has the Source of a connection read, and shows how far that is until it is over. */
export async function syncSource(
  api: AdminApi,
  connection: string,
  { full = false, json = false }: { readonly full?: boolean; readonly json?: boolean },
): Promise<Report> {
  const path = `/connections/${await connectionIdOf(api, connection)}/source`;
  const [before] = await api.call<readonly Run[]>('GET', `${path}/runs?limit=1`);
  await api.call(endpoints.source.sync.method, `${path}/sync`, { full });
  const run = await watch(api, path, before);
  if (!run) return { text: 'Nobody has begun to read it within a minute.', code: 1 };
  return { text: json ? JSON.stringify(run, null, 2) : told(run), code: run.state === 'done' ? 0 : 1 };
}

async function watch(api: AdminApi, path: string, before: Run | undefined): Promise<Run | undefined> {
  const bar = new SingleBar(
    {
      format:
        '{bar} {percentage} % | {value} of {total} | {phase}, {pages} pages, {changed} changed | {left}',
      stream: process.stderr,
      noTTYOutput: true,
      notTTYSchedule: 2_000,
      hideCursor: true,
      stopOnComplete: false,
    },
    Presets.rect,
  );
  let deadline = performance.now() + startsWithinMs;
  bar.start(1, 0, { phase: 'waiting', pages: 0, changed: 0, left: '' });
  try {
    for (;;) {
      const [run] = await api.call<readonly Run[]>('GET', `${path}/runs?limit=1`);
      // Whoever asks while one is under way waits for the one after it.
      const ours = run && run.id !== before?.id;
      if (ours) show(bar, run);
      if (ours && run.finishedAt !== null) return run;
      if (run?.finishedAt === null) deadline = performance.now() + startsWithinMs;
      else if (performance.now() > deadline) return undefined;
      await sleep(lookEveryMs);
    }
  } finally {
    bar.stop();
  }
}

function show(bar: SingleBar, run: Run): void {
  const read = run.usersRead + run.groupsRead;
  const all = (run.usersTotal ?? 0) + (run.groupsTotal ?? 0);
  const applying = run.state === 'applying';
  const [done, total] = applying ? [run.changed + run.deleted, run.toChange] : [read, all];
  const over = run.finishedAt !== null;
  const left = run.secondsLeft === null || over ? '' : `${String(run.secondsLeft)} s left`;
  bar.setTotal(Math.max(total, done, 1));
  bar.update(over ? Math.max(total, done, 1) : done, {
    phase: run.state,
    pages: run.pages,
    changed: run.changed + run.deleted,
    left,
  });
}

function told(run: Run): string {
  const why = run.reason === null ? '' : `: ${run.reason}`;
  const counts = [
    `${amount(run.usersRead, 'person', 'people')} and ${amount(run.groupsRead, 'group')} read in ${amount(run.pages, 'page')}`,
    `${String(run.changed)} changed, ${String(run.deleted)} deleted, ${String(run.blocked)} blocked, ${String(run.missing)} missing`,
  ];
  const allowable = run.state === 'held' && run.detail === 'allowable';
  const next = allowable ? [`If that is right: bridge -- source allow CONNECTION ${run.id}`] : [];
  const plan = run.plan
    ? [`What it wrote is planned as a run: bridge -- holds show CONNECTION ${run.plan.id}`]
    : [];
  return [`${run.state}${why}`, ...counts, ...plan, ...next].join('\n');
}
