import { describe, expect, it } from '@jest/globals';
import { emptyDraft, moved } from './draft.js';
import type { Draft } from './draft.js';

const app = { appKey: 'dingkey', appSecret: 'secret', oapiBase: 'https://oapi.dingtalk.com' };
const last: Draft = { ...emptyDraft, step: 'policy', name: 'Example', app };

describe('the draft of a connection', () => {
  it('goes on with what a step has brought', () => {
    expect(moved(emptyDraft, { to: 'next', brought: { name: 'Example' } })).toMatchObject({
      step: 'app',
      name: 'Example',
    });
  });

  it('keeps what was entered when it goes back', () => {
    expect(moved(last, { to: 'back' })).toEqual({ ...last, step: 'mapping' });
  });

  it('goes no further back than to its first step', () => {
    expect(moved(emptyDraft, { to: 'back' }).step).toBe('direction');
  });

  it('forgets the secret once the connection is made', () => {
    const made = { scimToken: 'token' } as unknown as NonNullable<Draft['made']>;
    const done = moved(last, { to: 'next', brought: { made } });
    expect(done.step).toBe('done');
    expect(JSON.stringify(done)).not.toContain('secret"');
    expect(done.app.appSecret).toBe('');
  });
});
