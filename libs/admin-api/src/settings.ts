import { z } from 'zod';
import type { Noun } from './endpoint.js';

/**
 * The settings of a connection, as far as this floor knows them: an object. What is in it is decided, described and
 * checked by libs/provisioning; the server's OpenAPI document shows that.
 */
export const settingsSchema = z.record(z.string(), z.unknown()).meta({ id: 'Settings' });

export const settings = {
  read: {
    method: 'GET',
    path: '/connections/{id}/settings',
    summary: 'The settings of a connection, with its mapping',
    role: 'viewer',
    answers: { 200: settingsSchema },
  },
  replace: {
    method: 'PUT',
    path: '/connections/{id}/settings',
    summary:
      'Replaces all settings; what is left out has its default. 428 without the version, 412 where they were changed since',
    role: 'administrator',
    query: z.object({
      /** The connection's `settingsVersion` that these settings were made from. */
      version: z.coerce.number<number>().int().positive().optional(),
    }),
    request: settingsSchema,
    answers: { 200: settingsSchema },
  },
} as const satisfies Noun;
