import type { Step, StepFindings } from '#store';
import { lookAtDepartment, lookAtRole } from './look.js';
import type { Looked } from './look.js';
import type { MirrorTerms } from './terms.js';

/** Asks for a department that no list had. */
export async function confirmDepartment(terms: MirrorTerms, { subject }: Step): Promise<StepFindings> {
  return findingsOf('department', subject, await lookAtDepartment(terms, subject));
}

/** Asks for a role that no list had. */
export async function confirmRole(terms: MirrorTerms, { subject }: Step): Promise<StepFindings> {
  return findingsOf('role', subject, await lookAtRole(terms, subject));
}

function findingsOf(kind: 'department' | 'role', externalId: string, { found }: Looked): StepFindings {
  if (found === undefined) return {};
  return found === null ? { absent: [{ kind, externalId }] } : { found: [found] };
}
