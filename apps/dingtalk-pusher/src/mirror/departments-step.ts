import { z } from 'zod';
import { getDepartment, listSubDepartments } from '#dingtalk';
import { departmentKnown, isDepartmentMirrored, learnDepartment, mirroredDepartment } from '#provisioning';
import type { MirrorDepartment } from '#provisioning';
import type { NewStep, Step, StepFindings } from '#store';
import { departmentOf } from './known.js';
import type { MirrorTerms } from './terms.js';

/** More levels than DingTalk's tree has (fact sheet 9): whoever is deeper goes round in a circle. */
const deepest = 40;

/** A department on the way down: its own id and those above it, nearest first. */
const waySchema = z.object({ way: z.array(z.number()) });

/**
 * The topmost department that the app sees. Nothing but a look at it tells its name; once that is known, events keep
 * it, and a reading costs no call for it.
 */
export async function readRootDepartment(terms: MirrorTerms, { subject }: Step): Promise<StepFindings> {
  const { client, connection, mirror } = terms;
  const id = Number(subject);
  const before = departmentKnown((await mirror.known('department', [subject])).get(subject));
  const askAnew = !before || connection.settings.mirror.details;
  const root = askAnew ? departmentOf(await getDepartment(client, id)) : before;
  return descend(terms, [{ department: learnDepartment(root, before, 'department'), way: [id] }]);
}

/** The departments directly below one. */
export async function readChildren(terms: MirrorTerms, { subject, payload }: Step): Promise<StepFindings> {
  const { way } = waySchema.parse(payload);
  if (way.length > deepest) return {};
  const read = (await listSubDepartments(terms.client, Number(subject))).map(departmentOf);
  const known = await terms.mirror.known(
    'department',
    read.map(({ departmentId }) => String(departmentId)),
  );
  const below = read.map((one) => {
    const before = departmentKnown(known.get(String(one.departmentId)));
    // A list that leaves the parent out was still asked for by it.
    const placed = Object.assign({ parentId: Number(subject) }, one, {
      parentId: one.parentId ?? Number(subject),
    });
    return { department: learnDepartment(placed, before, 'list'), way: [one.departmentId, ...way] };
  });
  return descend(terms, below);
}

/** What follows from departments that were met: they are mirrored, and what lies in and below them is read. */
async function descend(
  { connection, mirror }: MirrorTerms,
  met: readonly { readonly department: MirrorDepartment; readonly way: readonly number[] }[],
): Promise<StepFindings> {
  const { scope } = connection.settings.mirror;
  const ids = met.map(({ department }) => String(department.departmentId));
  const echoes = await mirror.echoes('department', ids);
  const shown = met.filter(({ way }) => isDepartmentMirrored(scope, way));
  const own = shown.filter(({ department }) => !echoes.has(String(department.departmentId)));
  const others = met.filter((one) => !own.includes(one));
  // Below what is excluded lies nothing to read, unless something is included by name.
  const walked = scope.include.length > 0 ? met : shown;
  return {
    found: own.map(({ department }) => mirroredDepartment(department, connection.id)),
    absent: others.map(({ department }) => ({
      kind: 'department',
      externalId: String(department.departmentId),
    })),
    next: [
      ...walked.map(({ department, way }): NewStep => ({
        kind: 'children',
        subject: String(department.departmentId),
        payload: { way },
      })),
      ...shown.map(({ department }): NewStep => ({
        kind: 'members',
        subject: String(department.departmentId),
      })),
    ],
  };
}
