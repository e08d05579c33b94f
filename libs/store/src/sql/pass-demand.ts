import { randomUUID } from 'node:crypto';
import type { ConnectionId, LinkId } from '#common';
import { judge } from '#provisioning';
import type { ChangeKind, Demand, Passage } from '#provisioning';
import type { Queryable } from '../database.js';
import { appendItems, closeItems, currentItem, lockLists } from './run-items.js';
import type { NewItem } from './run-items.js';
import { lockBudget, takeBudget } from './take-budget.js';

const underWay = {
  name: 'runs-under-way',
  text: `
    select from run
    where connection_id = $1 and state in ('gathering', 'planning') and kind <> 'preview' limit 1`,
};

const passage = {
  name: 'passage-of-link',
  text: `
    select passage_kind as kind, passage as fingerprint from link
    where connection_id = $1 and id = $2 and passage is not null`,
};

const open = {
  name: 'open-trickle',
  text: `
    select id from run
    where connection_id = $1 and kind = 'trickle' and change_kind = $2 and state = 'held' for no key update`,
};

const begin = {
  name: 'begin-trickle',
  text: `
    insert into run (connection_id, id, kind, change_kind, covers, state, requested_by, planned_at)
    values ($1, $2, 'trickle', $3, 'items', 'held', 'engine', now())`,
};

/** What a change asks, and how it is listed where it may not go on. */
export interface Asked extends Demand {
  readonly describe: () => Pick<
    NewItem,
    'resourceId' | 'linkKind' | 'change' | 'generation' | 'valuesSealed'
  >;
}

export type Passed =
  | { readonly kind: 'passes' }
  | { readonly kind: 'held'; readonly reason: 'budget' | 'run' | 'dropped'; readonly fresh: boolean }
  /** A run is just being planned: this change may be part of it. */
  | { readonly kind: 'moved' };

/**
 * Decides, in the transaction that claims a change, whether it may be carried out, and takes it from the budget of its
 * kind. Where one of a kind is held, every later one is, until somebody has decided.
 */
export async function passDemand(
  tx: Queryable,
  connectionId: ConnectionId,
  linkId: LinkId,
  asked: Asked,
): Promise<Passed> {
  if ((await tx.run(underWay, [connectionId])).length > 0) return { kind: 'moved' };
  const { kind, units, fingerprint, budget } = asked;
  if (budget) await lockBudget(tx, connectionId, kind);
  const listed = await currentItem(tx, connectionId, linkId);
  const [before] = await tx.run<Passage>(passage, [connectionId, linkId]);
  const verdict = judge({ kind, fingerprint }, listed, before);
  switch (verdict.kind) {
    case 'passes':
      return verdict;
    case 'stays': {
      const reason = verdict.reason === 'dropped' ? 'dropped' : listed?.ofRun ? 'run' : 'budget';
      return { kind: 'held', reason, fresh: false };
    }
    case 'relists':
    case 'asks':
  }
  if (listed) {
    await lockLists(tx, connectionId, [linkId], kind);
    // Until the list was ours somebody may have decided about it, or another may have overtaken it.
    const still = await currentItem(tx, connectionId, linkId);
    if (still?.runId !== listed.runId || still.state !== listed.state) return { kind: 'moved' };
    await closeItems(tx, connectionId, [linkId], 'moved');
  }
  const relisted = verdict.kind === 'relists' ? listed?.runId : undefined;
  const list = async (runId: string): Promise<Passed> => {
    const item = { ...asked.describe(), linkId, kind, fingerprint, replanned: listed !== undefined };
    await appendItems(tx, connectionId, runId, [item], 'held');
    return { kind: 'held', reason: relisted === undefined ? 'budget' : 'run', fresh: true };
  };
  if (relisted !== undefined) {
    await tx.run(reopen, [connectionId, relisted]);
    return list(relisted);
  }
  const held = await openTrickle(tx, connectionId, kind);
  if (held !== undefined) return list(held);
  if (!budget || (await takeBudget(tx, connectionId, { kind, units }, budget))) return { kind: 'passes' };
  const runId = randomUUID();
  await tx.run(begin, [connectionId, runId, kind]);
  return list(runId);
}

const reopen = {
  name: 'reopen-run',
  text: `update run set state = 'held', closed_at = null where connection_id = $1 and id = $2 and state = 'released'`,
};

async function openTrickle(
  tx: Queryable,
  connectionId: ConnectionId,
  kind: ChangeKind,
): Promise<string | undefined> {
  return (await tx.run<{ id: string }>(open, [connectionId, kind]))[0]?.id;
}
