import type { SimulatedApp } from './simulator.js';

type Body = Readonly<Record<string, unknown>>;

/** Calls of the old API as any program makes them: a token, then JSON (fact sheet 1). */
export async function openCalls(url: string, { appKey, appSecret }: SimulatedApp) {
  const granted = await fetch(`${url}/gettoken?appkey=${appKey}&appsecret=${appSecret}`);
  const { access_token: token } = (await granted.json()) as { readonly access_token: string };
  return async (path: string, body?: object): Promise<Body> => {
    const headers = { 'content-type': 'application/json' };
    const post = { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await fetch(`${url}${path}?access_token=${token}`, body ? post : {});
    return (await response.json()) as Body;
  };
}
