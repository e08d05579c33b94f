import { z } from 'zod';
import type { Noun } from './endpoint.js';

/**
 * What may have become another in a connection: people, departments and what was done for them; runs; its Source and
 * the runs of that; what a mirror shows; what stands in the way; reports of preflights, adoption and drift.
 */
export const liveTopics = ['links', 'runs', 'source', 'mirror', 'troubles', 'reports'] as const;
export type LiveTopic = (typeof liveTopics)[number];

export const live = {
  listen: {
    method: 'GET',
    path: '/connections/{id}/events',
    summary: `Server-sent events: \`overview\`, with the same data as the overview, at once and whenever it changes; \`moved\`, a list of what else is another since (${liveTopics.join(', ')}); ends with the session`,
    role: 'viewer',
    answers: { 200: z.string() },
  },
} as const satisfies Noun;
