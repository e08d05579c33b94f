/** Where the admin API has a connection. */
export const connectionPath = (id: string): string => `/connections/${encodeURIComponent(id)}`;
