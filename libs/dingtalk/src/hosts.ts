/** One of DingTalk's hosts and an app there: what shares a token and a pace. */
export interface AppAt {
  /** Base URL of the old API, which holds nearly all of contacts: `https://oapi.dingtalk.com` (fact sheet 1.1). */
  readonly baseUrl: string;
  /** Base URL of the new API, where it cannot be told from the old one's. */
  readonly apiBase?: string;
  readonly appKey: string;
}

/**
 * Base URL of the new API that belongs to one of the old: `oapi.` becomes `api.`, in the international edition
 * (`oapi.dingtalk.io`) too. A host of another name (a proxy, a simulator) is taken to serve both.
 */
export function apiBaseOf(oapiBase: string): string {
  const url = new URL(oapiBase);
  url.hostname = url.hostname.replace(/^oapi\./, 'api.');
  return url.href.replace(/\/$/, '');
}
