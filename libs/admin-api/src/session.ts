import { z } from 'zod';
import type { Noun } from './endpoint.js';
import { instant } from './instant.js';

export const roleSchema = z.enum(['viewer', 'administrator']);

const signedInSchema = z.strictObject({
  user: z.string(),
  /** A viewer reads; an administrator changes too. */
  role: roleSchema,
});

/** What a password must have; what it is made of is its owner's business. */
export const passwordSchema = z.string().min(12).max(1000);

/** Why whom an OpenID Connect provider was to send was not let in. */
export type ProviderRefusal = 'declined' | 'noRole' | 'disabled' | 'expired' | 'unreachable' | 'untrusted';

export const session = {
  read: {
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in',
    role: 'anyone',
    answers: { 200: signedInSchema },
  },
  ways: {
    method: 'GET',
    path: '/session/ways',
    summary: 'The ways to sign in besides by password',
    role: 'anyone',
    answers: {
      200: z.strictObject({
        /** What an OpenID Connect provider is called, and where a browser goes to sign in there. */
        provider: z.strictObject({ label: z.string(), address: z.string() }).exactOptional(),
      }),
    },
  },
  signIn: {
    method: 'POST',
    path: '/session',
    summary: 'Signs in by password; answers with a cookie',
    role: 'anyone',
    request: z.strictObject({ user: z.string().min(1).max(200), password: z.string().min(1).max(1000) }),
    answers: { 200: signedInSchema },
  },
  changePassword: {
    method: 'PUT',
    path: '/session/password',
    summary: "One's own new password; all other sessions end",
    role: 'viewer',
    request: z.strictObject({ present: z.string().min(1).max(1000), next: passwordSchema }),
    answers: { 204: null },
  },
  signOut: {
    method: 'DELETE',
    path: '/session',
    summary: 'Signs out',
    role: 'anyone',
    answers: { 204: null },
  },
} as const satisfies Noun;

/** A browser that somebody is signed in with. */
const sessionSchema = z
  .strictObject({
    id: z.guid(),
    begunAt: instant,
    expiresAt: instant,
    /** Whether it is the one that asks. */
    isThis: z.boolean(),
  })
  .readonly()
  .meta({ id: 'Session' });

export const sessions = {
  list: {
    method: 'GET',
    path: '/sessions',
    summary: 'The browsers that one is signed in with oneself',
    role: 'viewer',
    answers: { 200: z.array(sessionSchema).readonly() },
  },
  endOthers: {
    method: 'DELETE',
    path: '/sessions',
    summary: 'Signs oneself out everywhere but here',
    role: 'viewer',
    answers: { 204: null },
  },
  end: {
    method: 'DELETE',
    path: '/sessions/{session}',
    summary: 'Signs oneself out of one browser',
    role: 'viewer',
    answers: { 204: null },
  },
} as const satisfies Noun;
