import type { Queryable } from '../database.js';

/** An app at one of DingTalk's hosts. */
export interface AppKeyAt {
  readonly baseUrl: string;
  readonly appKey: string;
}

const read = {
  name: 'read-app-token',
  text: `
    select token_sealed as sealed, extract(epoch from expires_at - now()) * 1000 as "validMs"
    from app_token where base_url = $1 and app_key = $2 and token_sealed is not null`,
};

/** The cached token, sealed, and for how long it is still good. */
export async function readAppToken(
  db: Queryable,
  at: AppKeyAt,
): Promise<{ readonly sealed: string; readonly validMs: number } | undefined> {
  const [row] = await db.run<{ sealed: string; validMs: string }>(read, [at.baseUrl, at.appKey]);
  return row ? { sealed: row.sealed, validMs: Number(row.validMs) } : undefined;
}

const lead = {
  name: 'lead-token-fetch',
  text: `
    insert into app_token (base_url, app_key, fetching_until) values ($1, $2, now() + interval '15 seconds')
    on conflict (base_url, app_key) do update set fetching_until = excluded.fetching_until
    where app_token.fetching_until is null or app_token.fetching_until < now()
    returning true as leading`,
};

/** Whether this process is the one to fetch a new token; the others wait for it. */
export async function leadTokenFetch(db: Queryable, at: AppKeyAt): Promise<boolean> {
  return (await db.run(lead, [at.baseUrl, at.appKey])).length > 0;
}

const save = {
  name: 'save-app-token',
  text: `
    update app_token
    set token_sealed = coalesce($3, token_sealed), fetching_until = null,
        expires_at = case when $3::text is null then expires_at else now() + $4 * interval '1 millisecond' end
    where base_url = $1 and app_key = $2`,
};

/** Stores a fetched token; without one, only lets others try. */
export async function saveAppToken(
  db: Queryable,
  at: AppKeyAt,
  token?: { readonly sealed: string; readonly validMs: number },
): Promise<void> {
  await db.run(save, [at.baseUrl, at.appKey, token?.sealed ?? null, token?.validMs ?? 0]);
}
