import { languages, preferredLanguage } from '../texts/i18n.js';
import type { Language } from '../texts/i18n.js';

const key = 'bridge.language';

/** What was chosen on this browser, else what the browser is set to. */
export function chosenLanguage(): Language {
  const kept = localStorage.getItem(key);
  return languages.find((language) => language === kept) ?? preferredLanguage(navigator.languages);
}

/** Remembers a choice on this browser. */
export function keepLanguage(language: Language): void {
  localStorage.setItem(key, language);
}
