import { z } from 'zod';
import type { Parameters } from '../parameters.js';
import { require } from '../refusal.js';
import type { CallbackTarget } from './callback-target.js';
import type { EventVariants } from './event-variants.js';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** What the legacy API is given (fact sheet 7.2). @throws Refusal 400002, 40035, 900004 for a bad aes_key */
export function registeredCallback(given: Parameters): Omit<CallbackTarget, 'owner'> {
  const tags = given.raw('call_back_tag');
  require(tags !== undefined, '400002', '缺少参数 call_back_tag');
  const texts =
    Array.isArray(tags) && tags.every((tag): tag is string => typeof tag === 'string') ? tags : [];
  require(texts.length > 0, '40035', '不合法的参数 call_back_tag');
  const token = given.requiredText('token');
  require(/^[a-zA-Z0-9]{6,63}$/.test(token), '40035', '不合法的参数 token');
  const aesKey = given.requiredText('aes_key');
  require(/^[a-zA-Z0-9]{43}$/.test(aesKey), '900004');
  const url = given.requiredText('url');
  require(z.url({ protocol: /^https?$/ }).safeParse(url).success, '40035', '不合法的参数 url');
  return { url, token, aesKey, origin: 'registered', tags: texts };
}

/** The simulator posts to its own machine, unless it was told that it may do otherwise. */
export function mayPostTo(url: string, { foreignCallbacks }: EventVariants): boolean {
  return URL.canParse(url) && (foreignCallbacks || loopback.test(new URL(url).hostname));
}
