import { describe, expect, it } from '@jest/globals';
import { emptyDraft, moved, purposes, stepsOf } from './draft.js';
import type { Draft } from './draft.js';

const made = { scimToken: 'scim_x' } as unknown as NonNullable<Draft['made']>;
const app = { appKey: 'key', appSecret: 'secret', oapiBase: 'https://oapi.dingtalk.com' };

describe('a connection that is being made', () => {
  it.each(purposes)('goes through its steps one after the other: %s', (purpose) => {
    const names = [emptyDraft.step as string];
    let draft = moved(emptyDraft, { to: 'next', brought: { purpose } });
    for (; draft.step !== 'done'; draft = moved(draft, { to: 'next' })) names.push(draft.step);
    expect([...names, 'done']).toEqual(stepsOf[purpose]);
  });

  it('goes back one step with all that was entered, and not before the first', () => {
    const draft = moved({ ...emptyDraft, step: 'check', name: 'Example' }, { to: 'back' });
    expect(draft).toMatchObject({ step: 'app', name: 'Example' });
    expect(moved(moved(draft, { to: 'back' }), { to: 'back' }).step).toBe('direction');
  });

  it('keeps what was made and its secrets while its Source is not entered yet', () => {
    const draft = moved(
      { ...emptyDraft, purpose: 'pulled', step: 'policy', app },
      { to: 'here', brought: { made } },
    );
    expect(draft).toMatchObject({ step: 'policy', made, app });
  });

  it('leads back to the Source alone once the connection is made', () => {
    const draft: Draft = { ...emptyDraft, purpose: 'pulled', step: 'policy', made };
    const back = moved(draft, { to: 'back' });
    expect([back.step, moved(back, { to: 'back' }).step]).toEqual(['source', 'source']);
    expect(moved(back, { to: 'next' }).step).toBe('policy');
  });

  it('forgets its secrets once all is made', () => {
    const source = { ...emptyDraft.source, auth: { token: 'secret of the source' } };
    const draft = moved(
      { ...emptyDraft, purpose: 'pulled', step: 'policy', app, source, made },
      { to: 'next' },
    );
    expect(draft.step).toBe('done');
    expect(JSON.stringify(draft)).not.toContain('secret');
  });
});
