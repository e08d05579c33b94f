import { z } from 'zod';
import type { Noun } from './endpoint.js';

export const openApi = {
  read: {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This description of the admin API, as OpenAPI 3.1',
    role: 'viewer',
    answers: { 200: z.record(z.string(), z.unknown()) },
  },
} as const satisfies Noun;
