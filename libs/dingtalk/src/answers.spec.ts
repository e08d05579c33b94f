import { describe, expect, it } from '@jest/globals';
import { refusalIn, requestIdIn } from './answers.js';

const answer = (body: object | undefined, status = 200, page = false) => ({
  status,
  body: body as Readonly<Record<string, unknown>> | undefined,
  page,
});

describe('a refusal of the old API', () => {
  it.each([
    { body: { errcode: 0 }, code: undefined, reason: 'none' },
    { body: { errcode: '0', errmsg: null }, code: undefined, reason: 'none, as a string' },
    { body: { errcode: 60121, errmsg: 'x' }, code: '60121', reason: 'plain' },
    { body: { errcode: 88, sub_code: '60011' }, code: '60011', reason: 'wrapped' },
    { body: { errcode: '88', sub_code: 60011 }, code: '60011', reason: 'wrapped, types the other way round' },
    {
      body: { errcode: 88, sub_code: '', errmsg: 'x[subcode=60020,y]' },
      code: '60020',
      reason: 'in the text',
    },
    {
      body: { errcode: 88, sub_code: null, sub_msg: 'x[subcode=60020,y]' },
      code: '60020',
      reason: 'in sub_msg',
    },
    { body: { errcode: 88 }, code: '88', reason: 'the wrapper alone' },
    { body: { errcode: 88, sub_code: '40000' }, code: '41001', reason: 'a blank token, wrapped' },
    { body: { errcode: 40000 }, code: '40000', reason: 'a bad parameter, bare' },
    { body: { errcode: 15, sub_code: 'isp.x' }, code: '15', reason: 'not wrapped' },
  ])('is $code: $reason', ({ body, code }) => {
    expect(refusalIn('oapi', answer(body))).toEqual(
      code === undefined ? undefined : expect.objectContaining({ kind: 'code', code }),
    );
  });
});

describe('a refusal of the new API', () => {
  it.each([
    { body: { result: true }, status: 200, refusal: undefined, reason: 'none' },
    {
      body: { code: 'InvalidAuthentication', message: 'x' },
      status: 400,
      refusal: { kind: 'code', code: 'InvalidAuthentication' },
      reason: 'a code',
    },
    {
      body: { code: 'Forbidden.x', accessdenieddetail: { requiredScopes: ['Contact.Org.Read'] } },
      status: 403,
      refusal: { text: expect.stringContaining('Contact.Org.Read') },
      reason: 'with the permission beside it',
    },
    {
      body: { errcode: 404, errmsg: 'x' },
      status: 200,
      refusal: { kind: 'code', code: '404' },
      reason: "in the old one's form",
    },
    {
      body: { hello: 1 },
      status: 500,
      refusal: { kind: 'unreadable', code: '15' },
      reason: 'without a code',
    },
  ])('of status $status: $reason', ({ body, status, refusal }) => {
    const found = refusalIn('api', answer(body, status));
    if (refusal === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(refusal);
  });
});

describe('a ban of our address', () => {
  it.each([
    { body: { status: 1111, wait: 5 }, waitMs: 300_000, reason: 'as long as it says' },
    { body: { status: '1111', wait: '10' }, waitMs: 600_000, reason: 'longer, as strings' },
    { body: { status: 1111 }, waitMs: 300_000, reason: 'five minutes where it says nothing' },
  ])('lasts $waitMs ms: $reason', ({ body, waitMs }) => {
    for (const status of [200, 403, 503])
      expect(refusalIn('oapi', answer(body, status))).toEqual({ kind: 'ban', waitMs });
  });
});

it("knows DingTalk's own name for a call, where it is one", () => {
  const idOf = (body: object) => requestIdIn(answer(body));
  expect([idOf({ request_id: '16l4ew3d47pdp' }), idOf({ requestid: '01A0-BB' })]).toEqual([
    '16l4ew3d47pdp',
    '01A0-BB',
  ]);
  expect([idOf({}), idOf({ request_id: 'call 13800000001' }), idOf({ request_id: 7 })]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
