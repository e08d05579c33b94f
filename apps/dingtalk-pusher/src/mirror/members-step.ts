import { z } from 'zod';
import { listUsersPage } from '#dingtalk';
import { departmentKnown, mirroredDepartment, withHeads } from '#provisioning';
import type { NewStep, Step, StepFindings } from '#store';
import { learnPeople } from './people.js';
import type { MirrorTerms } from './terms.js';

const payloadSchema = z.object({ cursor: z.number().default(0), heads: z.array(z.string()).default([]) });

/** A page of a department's people. The last one knows who heads it (fact sheet 3.7). */
export async function readMembers(terms: MirrorTerms, { subject, payload }: Step): Promise<StepFindings> {
  const { client, connection } = terms;
  const { cursor, heads } = payloadSchema.parse(payload);
  const { items, next } = await listUsersPage(client, Number(subject), cursor);
  const learnt = await learnPeople(terms, items, 'list');
  const known = [...heads, ...items.filter(({ headHere }) => headHere).map(({ userId }) => userId)];
  const details = connection.settings.mirror.details
    ? learnt.found.map(({ externalId }): NewStep => ({ kind: 'person', subject: externalId }))
    : [];
  if (next !== undefined) {
    const rest: NewStep = { kind: 'members', subject, payload: { cursor: next, heads: known } };
    return { found: learnt.found, absent: learnt.absent, hidden: learnt.hidden, next: [...details, rest] };
  }
  const department = await headed(terms, subject, known);
  return {
    found: [...learnt.found, ...department],
    absent: learnt.absent,
    hidden: learnt.hidden,
    next: details,
  };
}

/** The department with its heads; none where it is not mirrored. */
async function headed({ connection, mirror }: MirrorTerms, id: string, heads: readonly string[]) {
  if (!(await mirror.isAnyDepartmentMirrored([Number(id)]))) return [];
  const department = departmentKnown((await mirror.known('department', [id])).get(id));
  return department ? [mirroredDepartment(withHeads(department, heads), connection.id)] : [];
}
