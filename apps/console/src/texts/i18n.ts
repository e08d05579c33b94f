import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { en } from './en/en.js';

/** The languages that there are, by their tags. */
export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

/** Each language's texts are a file of their own: nobody loads those of another. */
const catalogues: Readonly<Record<Language, () => Promise<object>>> = {
  en: async () => (await import('./en/en.js')).en,
  'zh-CN': async () => (await import('./zh-cn/zh-cn.js')).zhCn,
};

/** The first language of a browser's list that there is; English where there is none. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split('-')[0];
    if (primary === 'zh') return 'zh-CN';
    if (primary === 'en') return 'en';
  }
  return 'en';
}

/** Makes the texts of a language ready, and speaks it from now on. */
export async function speak(language: Language): Promise<void> {
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: language,
      fallbackLng: false,
      resources: { [language]: { translation: await catalogues[language]() } },
      // React escapes what it shows.
      interpolation: { escapeValue: false },
    });
    return;
  }
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await catalogues[language]());
  }
  await i18next.changeLanguage(language);
}
