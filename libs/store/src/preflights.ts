import { randomUUID } from 'node:crypto';
import type { ConnectionId } from '#common';
import type { LinkKind, PreflightFinding, PreflightGroup, PreflightPerson } from '#provisioning';
import type { Database } from './database.js';
import { pagesOf } from './pages-of.js';
import { linkedIds } from './sql/linked-ids.js';
import { preflightGroups, preflightPeople } from './sql/preflight-pages.js';
import {
  beginPreflight,
  finishPreflight,
  latestPreflight,
  notePreflightFindings,
  preflightFindings,
} from './sql/preflight-reports.js';
import type {
  FindingsQuery,
  PreflightCounts,
  PreflightReport,
  ReportedFinding,
} from './sql/preflight-reports.js';

/** As many as are read, and written, by one statement. */
const pageSize = 1_000;
const placeOf = ({ seq }: { readonly seq: number }) => seq;

/** What a preflight of one connection reads, and the report that it writes. */
export class Preflights {
  constructor(
    private readonly database: Database,
    private readonly connectionId: ConnectionId,
  ) {}

  /** Everybody, oldest first, a page at a time. @param groups Groups of which it matters who is in them */
  people(groups: readonly string[]): AsyncGenerator<readonly PreflightPerson[], void, undefined> {
    return pagesOf(0, placeOf, (after) =>
      preflightPeople(this.database, this.connectionId, { after, limit: pageSize, groups }),
    );
  }

  /** All Groups, oldest first. */
  async groups(named: readonly string[]): Promise<readonly PreflightGroup[]> {
    const all: PreflightGroup[] = [];
    const pages = pagesOf(0, placeOf, (after) =>
      preflightGroups(this.database, this.connectionId, { after, limit: pageSize, groups: named }),
    );
    for await (const page of pages) all.push(...page);
    return all;
  }

  /** Those of the accounts or departments that some Link has. */
  async linked(kind: LinkKind, ids: readonly string[]): Promise<ReadonlySet<string>> {
    return linkedIds(this.database, this.connectionId, kind, ids);
  }

  /** @returns the id of the report */
  async begin(): Promise<string> {
    const id = randomUUID();
    await beginPreflight(this.database, this.connectionId, id);
    return id;
  }

  async note(id: string, findings: readonly PreflightFinding[]): Promise<void> {
    for (let from = 0; from < findings.length; from += pageSize) {
      const some = findings.slice(from, from + pageSize);
      await notePreflightFindings(this.database, this.connectionId, id, some);
    }
  }

  /** From now on it is the connection's report, and all before it are forgotten. */
  async finish(id: string, counts: PreflightCounts): Promise<void> {
    await finishPreflight(this.database, this.connectionId, id, counts);
  }

  async latest(): Promise<PreflightReport | undefined> {
    return latestPreflight(this.database, this.connectionId);
  }

  async findings(query: FindingsQuery): Promise<readonly ReportedFinding[]> {
    return preflightFindings(this.database, this.connectionId, query);
  }
}
