import type { endpoints, Told } from '#admin-api';
import { preflightKinds, preflightText } from '#provisioning';
import type { PreflightKind, PreflightLanguage } from '#provisioning';
import type { PreflightReport, ReportedFinding } from '#store';

/** A report as people are told it. */
export type ToldReport = Told<typeof endpoints.preflight.report>;
/** A finding with its words. */
export type ToldFinding = Told<typeof endpoints.preflight.findings>['findings'][number];

/** How much there is of each kind, and what mends it: what keeps somebody from being made first, then most. */
export function tellReport(report: PreflightReport, language: PreflightLanguage): ToldReport {
  const { id, startedAt, finishedAt, people, departments, existing, found } = report;
  const kinds = Object.entries(found).map(([kind, n]) => ({
    ...wordsOf(kind as PreflightKind, language),
    n,
  }));
  return {
    id,
    startedAt,
    finishedAt,
    people,
    departments,
    // The pusher wrote it in this shape.
    existing: existing as unknown as ToldReport['existing'],
    found: kinds.sort((a, b) => Number(b.severity === 'stops') - Number(a.severity === 'stops') || b.n - a.n),
  };
}

export function tellFinding(finding: ReportedFinding, language: PreflightLanguage): ToldFinding {
  const { kind, resourceId, type, displayName, other, field, detail } = finding;
  return { ...wordsOf(kind, language), resourceId, type, displayName, other, field, detail };
}

const wordsOf = (kind: PreflightKind, language: PreflightLanguage) => ({
  kind,
  severity: preflightKinds[kind],
  ...preflightText(kind, language),
});
