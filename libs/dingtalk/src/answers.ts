import { z } from 'zod';
import type { Api } from './apis.js';
import type { Refusal } from './refusal.js';
import type { Answer } from './transport.js';

const code = z.union([z.number(), z.string(), z.bigint()]).transform(String);
const oldSchema = z.object({
  errcode: code,
  errmsg: z.string().nullish(),
  sub_code: code.nullish(),
  sub_msg: z.string().nullish(),
});
const newSchema = z.object({ code, message: z.string().nullish() });
const banSchema = z.object({
  status: code.refine((status) => status === '1111'),
  wait: z.coerce.number().catch(0),
});

const minuteMs = 60_000;
const banMinutes = 5;

/** What an answer refuses; undefined for a success. */
export function refusalIn(host: Api['host'], answer: Answer): Refusal | undefined {
  const { status, body, page } = answer;
  if (!body) return withoutBody(status, page);
  const ban = banSchema.safeParse(body);
  if (ban.success) return { kind: 'ban', waitMs: Math.max(ban.data.wait, banMinutes) * minuteMs };
  const old = oldSchema.safeParse(body);
  // Whatever is no endpoint of the new API answers in the old one's form (fact sheet 1.5).
  if (old.success) return oldRefusal(old.data, status);
  if (status < 300) return host === 'api' ? undefined : { kind: 'unreadable', code: 'no-errcode' };
  const refused = newSchema.safeParse(body);
  if (!refused.success) return { kind: 'unreadable', code: status >= 500 ? '15' : 'no-code' };
  // The missing permission is a member of its own here (fact sheet 5.2).
  const text = `${refused.data.message ?? ''} ${JSON.stringify(body.accessdenieddetail ?? '', bigintAsText)}`;
  return { kind: 'code', code: refused.data.code, text, status };
}

const bigintAsText = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

/** Fact sheet 5.1 has the shapes. */
function oldRefusal(body: z.infer<typeof oldSchema>, status: number): Refusal | undefined {
  const { errcode, errmsg, sub_code: subCode, sub_msg: subMsg } = body;
  if (Number(errcode) === 0) return undefined;
  const text = `${errmsg ?? ''} ${subMsg ?? ''}`;
  const wrapped = subCode || /subcode=(-?\d+)/.exec(text)?.[1];
  if (errcode !== '88' || !wrapped) return { kind: 'code', code: errcode, text, status };
  // Wrapped, 40000 is a missing token; bare, a bad parameter (fact sheet 1.5, 5.3).
  return { kind: 'code', code: wrapped === '40000' ? '41001' : wrapped, text, status };
}

/**
 * A page is the ban's or a front proxy's. The proxy's have been seen as 400 and 503 (15.M9); how the ban's is marked
 * is not known, so that any other page silences us, which is the safe way to be wrong. Anything but a page may be
 * the rest of an answer that was carried out.
 */
function withoutBody(status: number, page: boolean): Refusal {
  if (status >= 500) return { kind: 'unreadable', code: '15' };
  if (status >= 300 && status < 400) return { kind: 'front', code: 'redirected' };
  if (!page) return { kind: 'unreadable', code: 'unreadable' };
  return status === 400
    ? { kind: 'front', code: 'front-proxy' }
    : { kind: 'ban', waitMs: banMinutes * minuteMs };
}
