import type { FastifyRequest } from 'fastify';
import { apiBase, endpoints } from '#admin-api';
import type { Endpoint } from '#admin-api';
import { boardPath } from '../board-path.js';
import { isBelow, routeOf } from '../request.js';

const table: ReadonlyMap<string, Endpoint['role']> = new Map(
  Object.values(endpoints)
    .flatMap((verbs) => Object.values<Endpoint>(verbs))
    .map(({ method, path, role }) => [`${method} ${apiBase}${path.replace(/\{(\w+)\}/g, ':$1')}`, role]),
);

/** What somebody must be for a request, by the table of endpoints; whatever it does not know is administrators'. */
export function neededRole(request: FastifyRequest): Endpoint['role'] {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  // The board shows and changes nothing.
  if (isBelow(request, boardPath) && method === 'GET') return 'viewer';
  return table.get(`${method} ${(routeOf(request) ?? '').replace(/\/$/, '')}`) ?? 'administrator';
}
