import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { English } from './texts.js';

/** The languages that there are, by their tags. */
export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: English };
  }
}

/** What is needed at once, and what the pages need that are loaded when they are opened. */
interface Catalogue {
  readonly first: () => Promise<object>;
  readonly later: () => Promise<object>;
}

/** Each language's texts are files of their own: nobody loads those of another. */
const catalogues: Readonly<Record<Language, Catalogue>> = {
  en: {
    first: async () => (await import('./en/first.js')).first,
    later: async () => (await import('./en/later.js')).later,
  },
  'zh-CN': {
    first: async () => (await import('./zh-cn/first.js')).first,
    later: async () => (await import('./zh-cn/later.js')).later,
  },
};

const namespace = 'translation';
/** Whether a page was opened that needs more than the first texts. */
let needsAll = false;

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
      resources: {},
      // React escapes what it shows.
      interpolation: { escapeValue: false },
    });
  }
  await add(language, 'first');
  if (needsAll) await add(language, 'later');
  await i18next.changeLanguage(language);
}

/** Makes all texts ready of the language that is spoken, and of those that will be. */
export async function speakAll(): Promise<void> {
  needsAll = true;
  // Opened before anything was said: speak() makes all of them ready then.
  if (!i18next.isInitialized) return;
  const language = languages.find((one) => one === i18next.language) ?? 'en';
  await add(language, 'later');
}

const added = new Set<string>();

async function add(language: Language, part: keyof Catalogue): Promise<void> {
  const key = `${language}.${part}`;
  if (added.has(key)) return;
  i18next.addResourceBundle(language, namespace, await catalogues[language][part](), true);
  added.add(key);
}
