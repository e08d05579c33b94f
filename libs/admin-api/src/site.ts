import { z } from 'zod';
import type { Noun } from './endpoint.js';

export const site = {
  read: {
    method: 'GET',
    path: '/site',
    summary: 'Where things are on this bridge',
    role: 'viewer',
    answers: {
      200: z.strictObject({
        /** What SCIM clients are given. */
        scimUrl: z.string(),
        /** Where the demo's simulated DingTalk is. Absent where there is none. */
        simulatorUrl: z.string().exactOptional(),
      }),
    },
  },
} as const satisfies Noun;
