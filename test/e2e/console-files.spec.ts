import { beforeAll, describe, expect, it } from '@jest/globals';
import { rawRequest } from '../support/raw-request.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real HTTP: what is served of the console to anybody.

let origin: string;
beforeAll(async () => {
  ({ origin } = (await sharedBridge()).addresses);
}, 90_000);

describe("the console's pages", () => {
  it.each(['/console/../queues/api/queues', '/console/..%2fqueues/api/queues', '/console/nothing'])(
    'are all there is below theirs: %s',
    async (target) => {
      const { status, text } = await rawRequest(origin, target);
      expect(status).toBe(200);
      expect(text).toContain('<div id="root"></div>');
      expect(text).not.toMatch(/completed|appKey/);
    },
  );

  it('begin at the address without a path', async () => {
    const answer = await rawRequest(origin, '/');
    expect([answer.status, answer.headers.location]).toEqual([302, '/console']);
  });

  it('keep out of caches, frames and foreign scripts, and are open: they hold nothing', async () => {
    const { headers, text, status } = await rawRequest(origin, '/console');
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('same-origin');
    const policy = headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|https?:/);
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(text).not.toMatch(/<script(?![^>]* src=)/);
  });

  it('give the styles of every answer another nonce, which the document names', async () => {
    const nonceOf = async () => {
      const { headers, text } = await rawRequest(origin, '/console/connections/any');
      const nonce = /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? '';
      expect(text).toContain(`<meta property="csp-nonce" nonce="${nonce}">`);
      return nonce;
    };
    expect(await nonceOf()).not.toBe(await nonceOf());
  });

  it('keep files whose names change with their content for a year, and miss what is none of theirs', async () => {
    const { text } = await rawRequest(origin, '/console');
    const file = /src="(\/console\/assets\/[^"]+)"/.exec(text)?.[1] ?? '';
    const found = await rawRequest(origin, file);
    expect(found.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(found.headers['content-type']).toContain('javascript');
    for (const target of [
      '/console/assets/nothing.js',
      '/console/assets/../index.html',
      '/console/assets/..%2f.vite/manifest.json',
    ]) {
      expect((await rawRequest(origin, target)).text).not.toContain('"file"');
    }
    expect((await rawRequest(origin, '/console/assets/nothing.js')).status).toBe(404);
  });
});
