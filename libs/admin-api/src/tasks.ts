import { z } from 'zod';
import { toldInSchema } from './doctor.js';
import type { Noun } from './endpoint.js';
import { instant } from './instant.js';

export const tasks = {
  read: {
    method: 'GET',
    path: '/tasks/{id}',
    summary: 'What was asked of the pusher, and its answer once there is one',
    role: 'viewer',
    query: toldInSchema,
    answers: {
      200: z.strictObject({
        id: z.guid(),
        /** null: it is about a draft. */
        connectionId: z.guid().nullable(),
        kind: z.string(),
        state: z.enum(['asked', 'finished']),
        result: z.record(z.string(), z.unknown()).readonly().nullable(),
        askedAt: instant,
      }),
    },
  },
} as const satisfies Noun;
