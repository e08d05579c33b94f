import { z } from 'zod';
import type { Noun } from './endpoint.js';

const signedInSchema = z.strictObject({ user: z.string() });

export const session = {
  read: {
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in',
    role: 'anyone',
    answers: { 200: signedInSchema },
  },
  signIn: {
    method: 'POST',
    path: '/session',
    summary: 'Signs in by password; answers with a cookie',
    role: 'anyone',
    request: z.strictObject({ user: z.string().min(1).max(200), password: z.string().min(1).max(1000) }),
    answers: { 200: signedInSchema },
  },
  signOut: {
    method: 'DELETE',
    path: '/session',
    summary: 'Signs out',
    role: 'anyone',
    answers: { 204: null },
  },
} as const satisfies Noun;
