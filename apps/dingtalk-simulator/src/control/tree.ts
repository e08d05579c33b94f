import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { rootId } from '../department.js';
import type { Organisation } from '../organisation.js';
import { departmentOf, userOf } from '../state.js';
import type { World } from '../world.js';
import { found, read } from './input.js';

const query = z.strictObject({
  org: z.string(),
  dept: z.coerce.number().int().default(rootId),
  /** People shown at most. */
  limit: z.coerce.number().int().positive().max(1_000).default(100),
});

/** One level at a time: what a page can draw of a company of any size. */
export function registerTree(server: FastifyInstance, world: World): void {
  server.get('/__sim/organisations', () =>
    [...world.organisations.values()].map((org) => ({
      org: org.corpId,
      name: org.name,
      departments: org.departments.size - 1,
      people: org.users.size,
      invitations: [...org.invitations.values()].map(({ mobile, asked }) => ({ mobile, name: asked.name })),
    })),
  );

  server.get('/__sim/tree', (request) => {
    const { org: corpId, dept, limit } = read(query, request.query);
    return level(found(world.organisations.get(corpId), 'org'), dept, limit);
  });
}

function level(org: Organisation, id: number, limit: number) {
  const department = found(org.departments.get(id), 'dept');
  const userids = [...org.directory.membersOf(id)];
  return {
    ...departmentOf(department),
    departments: org.tree.below(id).map((one) => ({
      dept_id: one.id,
      name: one.name,
      people: org.directory.membersOf(one.id).size,
      departments: org.tree.children.get(one.id)?.size ?? 0,
    })),
    users: userids.slice(0, limit).flatMap((userid) => {
      const user = org.users.get(userid);
      return user ? [userOf(user)] : [];
    }),
    more: Math.max(0, userids.length - limit),
  };
}
