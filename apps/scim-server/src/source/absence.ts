import { judgeReading, readRecord, Seen } from '#provisioning';
import type { HoldReason, ReadCount } from '#provisioning';
import type { ResourceId } from '#common';
import { randomUUID } from 'node:crypto';
import type { ResourceType } from '#scim';
import { readOne, RemoteFailure } from '#scim-client';
import type { RemoteScim } from '#scim-client';
import type { KnownRecord, SourceNote } from '#store';
import type { PullRun } from './pull-run.js';
import { takeRecords } from './read-source.js';
import type { Reading } from './read-source.js';

const batch = 1_000;
/** After so many of them one after the other, the server is not asked for the rest. */
const maxFailures = 3;

/**
 * Whoever a reading of everything did not meet is a suspect. More than may be hold the run before anybody is asked for;
 * of the others each is asked for by its id, and only 404 counts.
 *
 * @returns why the run is held; undefined: what is gone is staged
 */
export async function findAbsent(
  run: PullRun,
  remote: RemoteScim,
  reading: Reading,
  known: Readonly<Record<ResourceType, number>>,
  allowed: Seen,
): Promise<HoldReason | undefined> {
  const counts: ReadCount[] = [];
  for (const type of ['User', 'Group'] as const) {
    let missing = 0;
    for await (const suspects of unmet(run, type, reading.seen)) {
      run.progress.missing += suspects.length;
      missing += suspects.filter(({ seq }) => !allowed.has(seq)).length;
    }
    counts.push({ type, known: known[type], read: reading.read[type], missing });
  }
  const hold = judgeReading(counts, run.settings.missing);
  for (const type of ['User', 'Group'] as const) {
    for await (const suspects of unmet(run, type, reading.seen)) {
      if (hold === undefined) await confirm(run, remote, type, suspects);
      else
        await run.pulled.note(
          run.id,
          suspects.map((one) => noteOf(type, one, 'missing')),
        );
    }
  }
  return hold;
}

async function* unmet(run: PullRun, type: ResourceType, seen: Seen): AsyncGenerator<readonly KnownRecord[]> {
  let after = 0;
  for (;;) {
    run.demandHeld();
    const records = await run.pulled.walk(type, after, batch);
    const last = records.at(-1);
    if (!last) return;
    after = last.seq;
    const suspects = records.filter(({ seq }) => !seen.has(seq));
    if (suspects.length > 0) yield suspects;
  }
}

/** Asks for each by its id. Any answer but 404 keeps it. */
async function confirm(
  run: PullRun,
  remote: RemoteScim,
  type: ResourceType,
  suspects: readonly KnownRecord[],
): Promise<void> {
  run.progress.state = 'confirming';
  let failures = 0;
  for (const suspect of suspects) {
    run.demandHeld();
    if (failures >= maxFailures) {
      await run.pulled.note(run.id, [noteOf(type, suspect, 'unconfirmed', 'notAsked')]);
      continue;
    }
    try {
      await confirmOne(run, remote, type, suspect);
      failures = 0;
    } catch (error) {
      if (!(error instanceof RemoteFailure)) throw error;
      run.demandHeld();
      failures += 1;
      await run.pulled.note(run.id, [noteOf(type, suspect, 'unconfirmed', error.code)]);
    }
  }
}

async function confirmOne(
  run: PullRun,
  remote: RemoteScim,
  type: ResourceType,
  { sourceId, resourceId }: KnownRecord,
): Promise<void> {
  const found = await readOne(remote, type, sourceId);
  if (found !== 'gone') {
    // It has moved from page to page while we read.
    const record = readRecord(type, found, run.settings.memberships);
    if (record) await takeRecords(run, [record], new Seen());
    return;
  }
  const target = { type, sourceId, known: resourceId !== null, fingerprint: null, content: null };
  const id = resourceId ?? (randomUUID() as ResourceId);
  const staged = await run.pulled.stage(run.id, [{ ...target, what: 'remove', resourceId: id }]);
  run.progress.toChange += staged.size;
}

const noteOf = (
  type: ResourceType,
  { sourceId }: KnownRecord,
  what: SourceNote['what'],
  detail: string | null = null,
): SourceNote => ({ type, sourceId, what, detail });
