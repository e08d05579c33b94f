import { judgeReading } from '#provisioning';
import type { HoldReason, ReadCount, Seen } from '#provisioning';
import type { ResourceType } from '#scim';
import type { RemoteScim } from '#scim-client';
import type { KnownRecord, SourceNote } from '#store';
import { ConfirmAbsence } from './confirm-absence.js';
import type { PullRun } from './pull-run.js';
import type { Reading } from './read-source.js';

const batch = 1_000;
const types = ['User', 'Group'] as const;
/** One may have gone since. */
const witnesses = 3;

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
  const { seen } = reading;
  const counts: ReadCount[] = [];
  for (const type of types) {
    let missing = 0;
    for await (const suspects of recordsThat(run, type, (one) => !seen.has(one.seq))) {
      run.progress.missing += suspects.length;
      missing += suspects.filter(({ seq }) => !allowed.has(seq)).length;
    }
    counts.push({ type, known: known[type], read: reading.read[type], missing });
  }
  const hold = judgeReading(counts, run.settings.missing);
  for (const type of types) {
    let confirmation: ConfirmAbsence | undefined;
    for await (const suspects of recordsThat(run, type, (one) => !seen.has(one.seq))) {
      if (hold !== undefined) {
        await run.pulled.note(
          run.id,
          suspects.map((one) => missingNote(type, one)),
        );
        continue;
      }
      if (!confirmation) {
        confirmation = new ConfirmAbsence(run, remote, type, await someMet(run, type, seen));
        await confirmation.hearWitnesses();
      }
      await confirmation.confirm(suspects);
    }
  }
  return hold;
}

/** The records that were there before, those of each batch that are looked for. */
async function* recordsThat(
  run: PullRun,
  type: ResourceType,
  isLookedFor: (record: KnownRecord) => boolean,
): AsyncGenerator<readonly KnownRecord[]> {
  let after = 0;
  for (;;) {
    run.demandHeld();
    const records = await run.pulled.walk(type, after, batch);
    const last = records.at(-1);
    if (!last) return;
    after = last.seq;
    const found = records.filter(isLookedFor);
    if (found.length > 0) yield found;
  }
}

async function someMet(run: PullRun, type: ResourceType, seen: Seen): Promise<readonly KnownRecord[]> {
  for await (const met of recordsThat(run, type, (one) => seen.has(one.seq))) return met.slice(0, witnesses);
  return [];
}

const missingNote = (type: ResourceType, { sourceId }: KnownRecord): SourceNote => ({
  type,
  sourceId,
  what: 'missing',
  detail: null,
});
