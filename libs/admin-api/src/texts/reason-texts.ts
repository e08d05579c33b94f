import * as en from './en.js';
import type { Trouble } from './trouble.js';
import * as zh from './zh.js';

/** Why something waits or is blocked, and what somebody can do about it, by language. */
export const reasonTexts = {
  en: { blocks: en.blocks, waits: en.waits, holds: en.holds },
  zh: { blocks: zh.blocks, waits: zh.waits, holds: zh.holds },
} as const;

/** The texts of a reason; undefined for one that needs no mend. */
export function troubleText(language: keyof typeof reasonTexts, reason: string): Trouble | undefined {
  const { blocks, waits, holds } = reasonTexts[language];
  const texts: Readonly<Record<string, Trouble>> = { ...waits, ...blocks, ...holds };
  return Object.hasOwn(texts, reason) ? texts[reason] : undefined;
}
