import { randomUUID } from 'node:crypto';
import type { JsonObject, ResourceId } from '#common';
import type { RemoteMember, RemoteRecord, Seen } from '#provisioning';
import type { ComparedRecord, SourceChange } from '#store';
import type { PullRun } from './pull-run.js';

/** What records that were read came to. */
export interface TakenRecords {
  /** The ids of those that were not met before in this reading. */
  readonly fresh: ReadonlySet<string>;
  /** How many of them no earlier run knows of. */
  readonly added: number;
}

/** Stages what is new or has changed. */
export async function takeRecords(
  run: PullRun,
  records: readonly RemoteRecord[],
  seen: Seen,
): Promise<TakenRecords> {
  const [first] = records;
  if (!first) return { fresh: new Set(), added: 0 };
  const compared = await run.pulled.compare(first.type, records);
  const fresh = new Set<string>();
  const changes: Omit<SourceChange, 'tries'>[] = [];
  for (const [place, record] of records.entries()) {
    const known = compared[place];
    if (!known) continue;
    if (known.seq !== null && seen.add(known.seq)) fresh.add(record.sourceId);
    if (!known.same) changes.push(changeFor(record, known));
  }
  const staged = await run.pulled.stage(run.id, changes);
  const unknown = new Set(
    records.filter((_, place) => compared[place]?.seq === null).map((one) => one.sourceId),
  );
  const added = [...staged].filter((id) => unknown.has(id));
  for (const id of added) fresh.add(id);
  run.progress.toChange += staged.size;
  return { fresh, added: added.length };
}

function changeFor(record: RemoteRecord, { resourceId }: ComparedRecord): Omit<SourceChange, 'tries'> {
  const { type, sourceId, fingerprint, content } = record;
  const target = {
    type,
    sourceId,
    resourceId: resourceId ?? (randomUUID() as ResourceId),
    known: resourceId !== null,
    fingerprint,
  };
  if ('invalid' in content) return { ...target, what: 'block', content: { reason: content.invalid } };
  const { body, managerId, members, groups } = content;
  const written = { body, managerId: managerId ?? null, members: members.map(memberRow), groups };
  return { ...target, what: 'write', content: written };
}

const memberRow = ({ id, type }: RemoteMember): JsonObject => (type === undefined ? { id } : { id, type });
