import { z } from 'zod';
import { refusalIn } from '../answers.js';
import { api } from '../apis.js';
import { AnswerLost, AppRefused } from '../errors.js';
import { apiBaseOf } from '../hosts.js';
import { text } from '../lenient.js';
import type { Pace } from '../ports.js';
import { refusalToError } from '../refusal.js';
import type { Credentials } from '../tokens.js';
import type { Transport } from '../transport.js';

const schema = z.object({ endpoint: text, ticket: text });
const everyEvent = [{ type: 'EVENT', topic: '*' }];

/**
 * `POST /v1.0/gateway/connections/open` (fact sheet 7.3): the address of a websocket, with a ticket that opens it once
 * within 90 seconds. No access token is involved.
 *
 * @throws AppRefused for bad credentials (C4); Throttled, Unreachable, AnswerLost
 */
export async function openTicket(
  { transport, pace }: { readonly transport: Transport; readonly pace: Pace },
  { app, appSecret }: Credentials,
): Promise<URL> {
  const { method, path, host } = api.openConnection;
  await pace.slot(app, path);
  const base = app.apiBase ?? apiBaseOf(app.baseUrl);
  const body = { clientId: app.appKey, clientSecret: await appSecret(), subscriptions: everyEvent };
  const answer = await transport.send({ method, url: new URL(path, base), body });
  const refusal = refusalIn(host, answer);
  if (refusal) {
    if (answer.status === 401) throw new AppRefused('authFailed', 'badCredentials');
    throw refusalToError(refusal, new Date());
  }
  const granted = schema.safeParse(answer.body);
  const url = granted.success ? endpointAt(granted.data.endpoint, base) : undefined;
  if (!granted.success || !url) throw new AnswerLost('unreadable');
  url.searchParams.set('ticket', granted.data.ticket);
  return url;
}

/** A websocket of the house that was asked: with its encryption, and of its own domain. */
function endpointAt(endpoint: string, base: string): URL | undefined {
  if (!URL.canParse(endpoint)) return undefined;
  const [url, asked] = [new URL(endpoint), new URL(base)];
  const domainOf = (host: string) => (/^[\d.]+$|:/.test(host) ? host : host.split('.').slice(-2).join('.'));
  const encrypted = asked.protocol === 'https:' ? 'wss:' : 'ws:';
  const own = url.protocol === 'wss:' || url.protocol === encrypted;
  return own && domainOf(url.hostname) === domainOf(asked.hostname) ? url : undefined;
}
