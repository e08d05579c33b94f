import { describe, expect, it } from '@jest/globals';
import type { endpoints, Heard, LiveTopic } from '#admin-api';
import { send } from '../support/clients.js';
import { sharedBridge } from '../support/shared-services.js';

type Overview = Heard<typeof endpoints.overview.read>;

describe('the events of a connection', () => {
  it('tell how it stands at once, what changes and of what kind that is, until the session ends', async () => {
    const bridge = await sharedBridge();
    const { origin, adminUser: user, adminPassword: password } = bridge.addresses;
    const tenant = await bridge.connect();
    const session = `${origin}/admin/api/session`;
    const { headers } = await send('POST', session, {}, { user, password });
    const cookie = headers.getSetCookie()[0]!.split(';')[0]!;
    const answer = await fetch(`${origin}/admin/api/connections/${tenant.connectionId}/events`, {
      headers: { cookie },
      signal: AbortSignal.timeout(50_000),
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
    const seen: number[] = [];
    const moved = new Set<LiveTopic>();
    let text = '';
    // Read to its end: that comes by signing out.
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const [, kind, data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(event) ?? [];
        if (kind === 'moved') for (const topic of JSON.parse(data) as LiveTopic[]) moved.add(topic);
        if (kind !== 'overview') continue;
        const { people } = JSON.parse(data) as Overview;
        seen.push(people.inStep);
        if (seen.length === 1)
          await tenant.addUser({
            schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
            userName: 'live@x.org',
            displayName: 'Live',
            phoneNumbers: [{ type: 'mobile', value: '13900005555' }],
          });
        if (people.inStep === 1) await send('DELETE', session, { cookie });
      }
    }
    expect(seen[0]).toBe(0);
    expect(seen.at(-1)).toBe(1);
    expect([...moved]).toEqual(['links']);
  });

  it('are told to nobody who is not signed in', async () => {
    const bridge = await sharedBridge();
    const { connectionId } = await bridge.connect();
    const url = `${bridge.addresses.origin}/admin/api/connections/${connectionId}/events`;
    expect((await send('GET', url, {})).status).toBe(401);
  });
});
