import { addressOf, apiBase } from '#admin-api';

/** Where an endpoint is, as AdminApi takes it: below the admin API's own path. */
export const pathTo: typeof addressOf = (row, place, asked) =>
  addressOf(row, place, asked).slice(apiBase.length);
