import { describe, expect, it } from '@jest/globals';
import type { LaneTrouble } from '#store';
import { tellTroubles } from './troubles.js';

const app = { appKey: 'dingabc', oapiBase: 'https://oapi.dingtalk.com' };
const at = new Date('2026-01-02T03:04:05Z');
const lane = (reason: string): LaneTrouble => ({
  lane: 'people',
  reason,
  since: at,
  nextProbeAt: at,
  failures: 1,
});
const told = (reason: string, connection = app) =>
  tellTroubles(connection, { lanes: [lane(reason)] }).lanes[0];

describe('what stands in a connection’s way', () => {
  it('is nothing where nothing does', () => {
    expect(tellTroubles(app, { lanes: [] })).toEqual({ quarantine: null, lanes: [] });
  });

  it('is told with since when and when it is tried next', () => {
    const quarantine = {
      reason: 'ipNotAllowed',
      code: '60020',
      address: '203.0.113.7',
      since: at,
      nextProbeAt: null,
      failedProbes: 2,
    } as const;
    expect(tellTroubles(app, { quarantine, lanes: [] }).quarantine).toEqual(quarantine);
  });

  it('names a missing permission, and where it is granted', () => {
    expect(told('refused:qyapi_get_member')).toMatchObject({
      reason: 'refused',
      permission: 'qyapi_get_member',
      code: null,
      grantLink: 'https://open-dev.dingtalk.com/appscope/apply?content=dingabc%23qyapi_get_member',
    });
  });

  it('gives no link for the international edition: where it grants permissions is not known', () => {
    const international = { ...app, oapiBase: 'https://oapi.dingtalk.io' };
    expect(told('refused:qyapi_get_member', international)?.grantLink).toBeNull();
  });

  it.each(['90020', '-1'])('tells DingTalk’s code where no permission is missing: %s', (code) => {
    expect(told(`refused:${code}`)).toMatchObject({
      reason: 'refused',
      permission: null,
      code,
      grantLink: null,
    });
  });

  it.each(['pace', 'throttled', 'unreachable'])('knows a plain reason: %s', (reason) => {
    expect(told(reason)).toMatchObject({ reason, permission: null, code: null });
  });
});
