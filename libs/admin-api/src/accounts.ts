import { z } from 'zod';
import type { Noun } from './endpoint.js';
import { instant } from './instant.js';
import { passwordSchema, roleSchema } from './session.js';

const accountSchema = z
  .strictObject({
    name: z.string(),
    role: roleSchema,
    /** Kept, but let in no more. */
    disabled: z.boolean(),
    /** Whom an OpenID Connect provider lets in has the role that he has there, anew with every sign-in. */
    signsIn: z.enum(['password', 'provider']),
    createdAt: instant,
  })
  .readonly()
  .meta({ id: 'Account' });

export const accounts = {
  list: {
    method: 'GET',
    path: '/accounts',
    summary: 'Who may sign in',
    role: 'administrator',
    answers: { 200: z.array(accountSchema).readonly() },
  },
  add: {
    method: 'POST',
    path: '/accounts',
    summary: 'Lets somebody sign in by password',
    role: 'administrator',
    request: z.strictObject({
      name: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .regex(/^[^\p{Cc}/]+$/u),
      password: passwordSchema,
      role: roleSchema.default('viewer'),
    }),
    answers: { 201: accountSchema },
  },
  change: {
    method: 'PUT',
    path: '/accounts/{name}',
    summary:
      'Gives somebody another role or password, or lets nobody in by that name; one administrator stays',
    role: 'administrator',
    request: z.strictObject({
      role: roleSchema.exactOptional(),
      disabled: z.boolean().exactOptional(),
      /** Ends the sessions of whose it is. */
      password: passwordSchema.exactOptional(),
    }),
    answers: { 200: accountSchema },
  },
  remove: {
    method: 'DELETE',
    path: '/accounts/{name}',
    summary: 'Lets somebody sign in no more; the last administrator stays',
    role: 'administrator',
    answers: { 204: null },
  },
} as const satisfies Noun;

/** A token for programs that use this API; the token itself is shown once, when it is made. */
const tokenSchema = z
  .strictObject({
    id: z.guid(),
    label: z.string(),
    role: roleSchema,
    createdBy: z.string(),
    createdAt: instant,
    expiresAt: instant.nullable(),
    revokedAt: instant.nullable(),
    lastUsedAt: instant.nullable(),
  })
  .readonly()
  .meta({ id: 'ApiToken' });

export const apiTokens = {
  list: {
    method: 'GET',
    path: '/api-tokens',
    summary: 'The tokens of programs that use this API',
    role: 'administrator',
    answers: { 200: z.array(tokenSchema).readonly() },
  },
  issue: {
    method: 'POST',
    path: '/api-tokens',
    summary: 'Makes a token for a program; it is in this answer and in no other',
    role: 'administrator',
    request: z.strictObject({
      label: z.string().trim().min(1).max(100),
      role: roleSchema.default('viewer'),
      expiresAt: z.iso
        .datetime()
        .transform((text) => new Date(text))
        .optional(),
    }),
    answers: { 201: z.strictObject({ token: tokenSchema, secret: z.string() }) },
  },
  revoke: {
    method: 'DELETE',
    path: '/api-tokens/{token}',
    summary: 'Revokes the token of a program',
    role: 'administrator',
    answers: { 204: null },
  },
} as const satisfies Noun;
