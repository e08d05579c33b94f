import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en/en.js';
import { zhCn } from './zh-cn/zh-cn.js';

/** The languages that there are, by their tags. */
export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

/** The first language of a browser's list that there is; English where there is none. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split('-')[0];
    if (primary === 'zh') return 'zh-CN';
    if (primary === 'en') return 'en';
  }
  return 'en';
}

/** Makes texts ready; nothing is fetched. */
export async function loadTexts(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { en: { translation: en }, 'zh-CN': { translation: zhCn } },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
}
