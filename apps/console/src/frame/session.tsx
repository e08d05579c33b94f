import { createContext, use } from 'react';
import type { Answer } from '../api/call.js';

export type Session = Answer<'GET /session'>;

/** Who is signed in; only what is below the door may ask. */
export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('nobody is signed in here');
  return session;
}

/** Whether whoever is signed in may change something. */
export const useMayChange = (): boolean => useSession().role === 'administrator';
