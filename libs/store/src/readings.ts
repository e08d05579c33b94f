import { randomUUID } from 'node:crypto';
import type { ConnectionId, JsonObject, LinkId } from '#common';
import type { LinkKind } from '#provisioning';
import { activityContext } from './activity-log.js';
import type { ChangedValues } from './activity-log.js';
import type { Database } from './database.js';
import { pagesOf } from './pages-of.js';
import { WrongSealingKey } from './sealing.js';
import type { Sealer } from './sealing.js';
import { linksThere, roleMembersThere, rolesThere, walkLinksThere } from './sql/drift/links-there.js';
import type { LinkBefore, LinkThere } from './sql/drift/links-there.js';
import {
  beginReading,
  finishReading,
  latestReading,
  noteReadingFindings,
  readingFindings,
} from './sql/drift/readings.js';
import type {
  FindingRow,
  NewFinding,
  Reading,
  ReadingFindingKind,
  ReadingKind,
  ReadingQuery,
} from './sql/drift/readings.js';
import { sightAccounts } from './sql/drift/sight-accounts.js';
import type { SightedAccount } from './sql/drift/sight-accounts.js';
import { takeObserved } from './sql/drift/take-observed.js';
import type { Observed } from './sql/drift/take-observed.js';
import { bodiesOfLinks, listUnlinked, takeOver } from './sql/drift/unlinked.js';
import type { TakenOver, UnlinkedRow } from './sql/drift/unlinked.js';

const pageSize = 1_000;
const writtenAtOnce = 500;
const idOf = ({ id }: { readonly id: LinkId }) => id;

/** What a reading has found of one account or department, with its values in the clear. */
export interface ReadingFinding {
  readonly kind: ReadingFindingKind;
  readonly linkKind: LinkKind;
  /** null: no Link has it. */
  readonly linkId: string | null;
  readonly externalId: string;
  /** By DingTalk's name of the field: what was written, what is there. */
  readonly values?: ChangedValues;
}

/** A finding as it is told, with its values in the clear: not to be shown to everybody. */
export interface ToldReadingFinding extends Omit<FindingRow, 'valuesSealed'> {
  /** null: none, or sealed by a key that is lost. */
  readonly values: ChangedValues | null;
}

/** Readings of DingTalk that are held against the Links of one connection, and what they found. */
export class Readings {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
    private readonly connectionId: ConnectionId,
  ) {}

  /** @returns its id, and when it began, by Postgres's clock */
  async begin(kind: ReadingKind, requestedBy: string): Promise<{ id: string; startedAt: string }> {
    const id = randomUUID();
    const startedAt = await beginReading(this.database, this.connectionId, { id, kind, requestedBy });
    return { id, startedAt };
  }

  async note(id: string, findings: readonly ReadingFinding[]): Promise<void> {
    for (const some of chunks(findings)) {
      await noteReadingFindings(
        this.database,
        this.connectionId,
        id,
        some.map((one) => this.kept(one)),
      );
    }
  }

  /** From now on it is the connection's newest of its kind, and those before it are forgotten. */
  async finish(id: string, seen: JsonObject, runId: string | null): Promise<void> {
    await finishReading(this.database, this.connectionId, id, seen, runId);
  }

  async latest(kind: ReadingKind): Promise<Reading | undefined> {
    return latestReading(this.database, this.connectionId, kind);
  }

  async findings(query: ReadingQuery): Promise<readonly ToldReadingFinding[]> {
    const rows = await readingFindings(this.database, this.connectionId, query);
    return rows.map(({ valuesSealed, ...row }) => ({ ...row, values: this.open(valuesSealed) }));
  }

  /**
   * Those Links that have one of these accounts or departments, as far as it is known what these have shown since a
   * moment.
   */
  async there(kind: LinkKind, externalIds: readonly string[], since: string): Promise<readonly LinkThere[]> {
    return linksThere(this.database, this.connectionId, kind, externalIds, since);
  }

  /** Keeps what DingTalk's lists tell of people and no client writes. */
  async sight(accounts: readonly SightedAccount[]): Promise<void> {
    await sightAccounts(this.database, this.connectionId, accounts);
  }

  /** The Links that have a role, as far as it is known what it has shown since a moment. */
  async rolesThere(since: string): Promise<readonly LinkThere[]> {
    return rolesThere(this.database, this.connectionId, since);
  }

  /** Whom we have made members of a role, as far as their accounts are known to be there; userids, ascending. */
  async roleMembers(role: LinkId): Promise<readonly string[]> {
    return roleMembersThere(this.database, this.connectionId, role);
  }

  /** Every Link whose account or department was there before a moment, a page at a time. */
  thereBefore(moment: string): AsyncGenerator<readonly LinkBefore[], void, undefined> {
    return pagesOf<LinkBefore, LinkId | null>(null, idOf, (after) =>
      walkLinksThere(this.database, this.connectionId, { after, before: moment, limit: pageSize }),
    );
  }

  /** Takes what was observed as what is there, so that the next plan mends what differs. @returns how many */
  async takeObserved(observed: readonly Observed[], askedBy: string): Promise<number> {
    let taken = 0;
    for (const some of chunks(observed)) {
      taken += await this.database.transaction((tx) => takeObserved(tx, this.connectionId, some, askedBy));
    }
    return taken;
  }

  /** Every Link that has no account or department. */
  async unlinked(): Promise<readonly UnlinkedRow[]> {
    const all: UnlinkedRow[] = [];
    const pages = pagesOf<UnlinkedRow, LinkId | null>(null, idOf, (after) =>
      listUnlinked(this.database, this.connectionId, after, pageSize),
    );
    for await (const page of pages) all.push(...page);
    return all;
  }

  /** What SCIM says of the Resources of some Links. */
  async bodies(ids: readonly string[]): Promise<ReadonlyMap<string, JsonObject>> {
    return bodiesOfLinks(this.database, this.connectionId, ids);
  }

  /** Links Links with what is their own in DingTalk. @returns those that were linked */
  async takeOver(found: readonly TakenOver[], askedBy: string): Promise<ReadonlySet<string>> {
    const taken = new Set<string>();
    for (const some of chunks(found)) {
      const ids = await this.database.transaction((tx) => takeOver(tx, this.connectionId, some, askedBy));
      for (const id of ids) taken.add(id);
    }
    return taken;
  }

  private kept({ kind, linkKind, linkId, externalId, values }: ReadingFinding): NewFinding {
    const sealed = values && this.sealer.seal(JSON.stringify(values), activityContext(this.connectionId));
    const fields = Object.keys(values ?? {});
    return { kind, linkKind, linkId, externalId, fields, valuesSealed: sealed ?? null };
  }

  private open(sealed: string | null): ChangedValues | null {
    if (sealed === null) return null;
    try {
      return JSON.parse(this.sealer.open(sealed, activityContext(this.connectionId))) as ChangedValues;
    } catch (error) {
      if (error instanceof WrongSealingKey) return null;
      throw error;
    }
  }
}

function* chunks<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += writtenAtOnce)
    yield items.slice(from, from + writtenAtOnce);
}
