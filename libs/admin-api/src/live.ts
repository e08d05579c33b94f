import { z } from 'zod';
import type { Noun } from './endpoint.js';

export const live = {
  listen: {
    method: 'GET',
    path: '/connections/{id}/events',
    summary:
      'Server-sent events: `overview`, with the same data as the overview, at once and whenever it changes; ends with the session',
    role: 'viewer',
    answers: { 200: z.string() },
  },
} as const satisfies Noun;
