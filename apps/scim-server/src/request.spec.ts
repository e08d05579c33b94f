import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { isOverTls, publicAddress } from './request.js';

const reached = (prefix?: string | string[]) =>
  ({
    protocol: 'https',
    host: 'hr.example.com',
    headers: { 'x-forwarded-prefix': prefix },
  }) as unknown as FastifyRequest;

describe('the address under which a client reached us', () => {
  it.each([
    { reason: 'no prefix', prefix: undefined, path: '' },
    { reason: 'a prefix', prefix: '/bridge', path: '/bridge' },
    { reason: 'a prefix of two parts, ended by slashes', prefix: '/a/b-c.d~e_f//', path: '/a/b-c.d~e_f' },
    { reason: 'two proxies: the nearest one tells', prefix: '/far, /near', path: '/near' },
    { reason: 'a slash alone', prefix: '/', path: '' },
    { reason: 'a prefix without a slash', prefix: 'bridge', path: '' },
    { reason: 'a whole address', prefix: '//evil.example', path: '' },
    { reason: 'a way up', prefix: '/a/../b"', path: '' },
    { reason: 'markup', prefix: '/<script>', path: '' },
    { reason: 'the header twice', prefix: ['/a', '/b'], path: '' },
  ])('behind a trusted proxy is what it says: $reason', ({ prefix, path }) => {
    expect(publicAddress(reached(prefix), { TRUST_PROXY: 1 })).toBe(`https://hr.example.com${path}`);
  });

  it('is without a prefix where no proxy is trusted', () => {
    expect(publicAddress(reached('/bridge'), { TRUST_PROXY: 0 })).toBe('https://hr.example.com');
  });

  it('is the configured one, whatever a proxy says', () => {
    const PUBLIC_URL = 'https://public.example.com/scim//';
    expect(publicAddress(reached('/bridge'), { TRUST_PROXY: 1, PUBLIC_URL })).toBe(
      'https://public.example.com/scim',
    );
  });
});

describe('the way to us', () => {
  it.each([
    { reason: 'the request came so', protocol: 'https', PUBLIC_URL: undefined, tls: true },
    { reason: 'our public address says so', protocol: 'http', PUBLIC_URL: 'https://x.example', tls: true },
    { reason: 'neither says so', protocol: 'http', PUBLIC_URL: 'http://x.example', tls: false },
    { reason: 'nothing is known', protocol: 'http', PUBLIC_URL: undefined, tls: false },
  ])('is TLS: $tls, as $reason', ({ protocol, PUBLIC_URL, tls }) => {
    expect(isOverTls({ protocol }, { PUBLIC_URL })).toBe(tls);
  });
});
