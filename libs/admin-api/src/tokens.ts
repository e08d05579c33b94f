import { z } from 'zod';
import type { Noun } from './endpoint.js';
import { instant } from './instant.js';

/** A SCIM token; the token itself is shown once, when it is made. */
const tokenSchema = z.strictObject({
  id: z.guid(),
  label: z.string(),
  createdAt: instant,
  expiresAt: instant.exactOptional(),
  revokedAt: instant.exactOptional(),
  lastUsedAt: instant.exactOptional(),
});

const newTokenSchema = z.strictObject({
  label: z.string().trim().min(1).max(100).default('token'),
  expiresAt: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .optional(),
});

export const tokens = {
  list: {
    method: 'GET',
    path: '/connections/{id}/tokens',
    summary: 'The SCIM tokens of a connection',
    role: 'viewer',
    answers: { 200: z.array(tokenSchema.readonly()).readonly() },
  },
  issue: {
    method: 'POST',
    path: '/connections/{id}/tokens',
    summary: 'Makes a SCIM token; it is in this answer and in no other',
    role: 'administrator',
    request: newTokenSchema,
    answers: { 201: tokenSchema.extend({ scimToken: z.string() }) },
  },
  revoke: {
    method: 'DELETE',
    path: '/connections/{id}/tokens/{token}',
    summary: 'Revokes a SCIM token',
    role: 'administrator',
    answers: { 204: null },
  },
} as const satisfies Noun;
