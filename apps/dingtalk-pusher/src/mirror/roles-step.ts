import { z } from 'zod';
import { listRoleMembers, listRoles } from '#dingtalk';
import { mirroredRole } from '#provisioning';
import type { NewStep, Step, StepFindings } from '#store';
import type { MirrorTerms } from './terms.js';

const payloadSchema = z.object({ name: z.string(), groupName: z.string() });

/** All roles, by the groups they lie in (fact sheet 4). */
export async function readRoles({ client }: MirrorTerms): Promise<StepFindings> {
  const next: NewStep[] = [];
  for await (const { name: groupName, roles } of listRoles(client)) {
    for (const { roleId, name } of roles)
      next.push({ kind: 'role', subject: String(roleId), payload: { name, groupName } });
  }
  return { next };
}

/** Who has a role. */
export async function readRole(
  { client, connection }: MirrorTerms,
  { subject, payload }: Step,
): Promise<StepFindings> {
  const { name, groupName } = payloadSchema.parse(payload);
  const userIds: string[] = [];
  for await (const userId of listRoleMembers(client, Number(subject))) userIds.push(userId);
  return { found: [mirroredRole({ roleId: Number(subject), name, groupName, userIds }, connection.id)] };
}
