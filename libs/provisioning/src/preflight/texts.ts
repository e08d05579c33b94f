import { en } from './en.js';
import type { PreflightKind, PreflightText } from './finding.js';
import { zh } from './zh.js';

const languages = { en, zh } as const satisfies Readonly<
  Record<string, Readonly<Record<PreflightKind, PreflightText>>>
>;
export type PreflightLanguage = keyof typeof languages;

/** What a finding says to people. */
export const preflightText = (kind: PreflightKind, language: PreflightLanguage): PreflightText =>
  languages[language][kind];
