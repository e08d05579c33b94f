import { describe, expect, it } from '@jest/globals';
import { emptySource, enteredSource, writtenSource, writtenWay } from './entered-source.js';

const baseUrl = 'https://hr.example/scim/v2';

describe('a Source as it is entered', () => {
  it.each([
    {
      kind: 'bearer' as const,
      auth: { token: ' abc ' },
      written: { kind: 'bearer', token: 'abc' },
    },
    {
      kind: 'basic' as const,
      auth: { user: 'bridge', password: ' with spaces ' },
      written: { kind: 'basic', user: 'bridge', password: ' with spaces ' },
    },
    {
      kind: 'header' as const,
      auth: { name: 'X-Key', value: 'abc' },
      written: { kind: 'header', name: 'X-Key', value: 'abc' },
    },
    {
      kind: 'oauth' as const,
      auth: { tokenUrl: 'https://login.example/token', clientId: 'c', clientSecret: 's', scope: '' },
      written: {
        kind: 'oauth',
        tokenUrl: 'https://login.example/token',
        clientId: 'c',
        clientSecret: 's',
        secretIn: 'header',
      },
    },
  ])('signs in by $kind with what that needs, and nothing else', ({ kind, auth, written }) => {
    const entered = { ...emptySource, baseUrl, authKind: kind, auth: { ...auth, stray: 'of another kind' } };
    expect(writtenWay(entered)).toEqual({ baseUrl, auth: written });
  });

  it('has neither certificate nor proxy where these are empty', () => {
    const entered = { ...emptySource, baseUrl, auth: { token: 'abc' }, ca: ' ', proxy: '' };
    expect(Object.keys(writtenWay(entered))).toEqual(['baseUrl', 'auth']);
  });

  it('comes back from the server without what opens its door, which is kept', () => {
    const settings = writtenSource({ ...emptySource, baseUrl, pageSize: 50 }).settings ?? {};
    const saved = { baseUrl, auth: { kind: 'bearer' }, settings, paused: false, nextAt: null, lastRun: null };
    const entered = enteredSource(saved);
    expect(entered).toMatchObject({ authKind: 'kept', pageSize: 50, when: 'cron' });
    expect(writtenSource(entered)).toEqual({ baseUrl, settings });
  });

  it('is read on demand only where it has no schedule, and remembers none', () => {
    const written = writtenSource({ ...emptySource, baseUrl, when: 'onDemand' });
    expect(written.settings).toMatchObject({ schedule: null });
    const saved = {
      baseUrl,
      auth: {},
      settings: written.settings ?? {},
      paused: false,
      nextAt: null,
      lastRun: null,
    };
    expect(enteredSource(saved)).toMatchObject({ when: 'onDemand', schedule: emptySource.schedule });
  });
});
