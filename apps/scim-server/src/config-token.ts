/** Nest's token for the server's Config. */
export const CONFIG = Symbol('Config');
