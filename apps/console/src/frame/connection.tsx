import { createContext, use } from 'react';
import type { Answer } from '../api/call.js';

export type Connection = Answer<'GET /connections/{id}'>;

/** The connection whose pages these are. */
export const ConnectionContext = createContext<Connection | undefined>(undefined);

export function useConnection(): Connection {
  const connection = use(ConnectionContext);
  if (connection === undefined) throw new Error('no connection was chosen here');
  return connection;
}
