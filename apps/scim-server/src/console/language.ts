import type { FastifyReply, FastifyRequest } from 'fastify';
import { en } from './texts/en.js';
import type { Texts } from './texts/en.js';
import { zhCn } from './texts/zh-cn.js';

/** Keeps what was chosen by link. */
const languageCookie = 'bridge_language';

const languages = { en, zh: zhCn } as const;
type Language = keyof typeof languages;

const keepSeconds = 365 * 24 * 3600;

/** The texts for a request: what was chosen by link, now or earlier, else what the browser is set to. */
export function textsFor(request: FastifyRequest): Texts {
  const chosen = languageOf(chosenBy(request)) ?? languageOf(request.cookies[languageCookie]);
  return languages[chosen ?? acceptedLanguage(request.headers['accept-language'])];
}

/** Remembers a language that was chosen by link. */
export function keepLanguage(request: FastifyRequest, reply: FastifyReply): void {
  const language = languageOf(chosenBy(request));
  if (language === undefined) return;
  void reply.setCookie(languageCookie, language, {
    path: '/console',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    maxAge: keepSeconds,
  });
}

/** The first language of an Accept-Language header that there is, by its weights (RFC 9110 12.5.4). */
export function acceptedLanguage(header = ''): Language {
  const asked = header.split(',').map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { tag, weight: weight === undefined ? 1 : Number(weight) || 0 };
  });
  const wanted = asked.filter(({ weight }) => weight > 0).sort((one, other) => other.weight - one.weight);
  for (const { tag } of wanted) {
    const language = languageOf(tag);
    if (language !== undefined) return language;
  }
  return 'en';
}

const chosenBy = (request: FastifyRequest) => (request.query as { readonly lang?: unknown }).lang;

function languageOf(tag: unknown): Language | undefined {
  const primary = typeof tag === 'string' ? tag.toLowerCase().split('-')[0] : undefined;
  return primary === 'en' || primary === 'zh' ? primary : undefined;
}
