import { en } from './en.js';
import type { DoctorTexts, Sentence } from './en.js';
import type { Diagnosis, Finding } from './finding.js';
import { zh } from './zh.js';

const languages = { en, zh } as const satisfies Readonly<Record<string, DoctorTexts>>;
export type DoctorLanguage = keyof typeof languages;

/** The language of a tag such as `zh_CN.UTF-8` or `en-GB`; English for any other. */
export const doctorLanguage = (tag = ''): DoctorLanguage => (/^zh([-_.]|$)/i.test(tag) ? 'zh' : 'en');

/** A diagnosis as text that a person can act on: a line for each finding, its mend below it, a summary at the end. */
export function tellDiagnosis({ findings }: Diagnosis, language: DoctorLanguage): string {
  const texts = languages[language];
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  const lines = findings.flatMap((finding) => {
    const { what, mend } = sentenceOf(finding, texts);
    const line = `${padded(texts.states[finding.state])}${what}`;
    return mend === undefined ? [line] : [line, `${' '.repeat(margin)}${mend}`];
  });
  return [...lines, '', texts.summary(count('failed'), count('warning'), count('unknown'))].join('\n');
}

/** One finding as a sentence, and what mends it where something does. */
export const tellFinding = (finding: Finding, language: DoctorLanguage): Sentence =>
  sentenceOf(finding, languages[language]);

function sentenceOf(finding: Finding, texts: DoctorTexts): Sentence {
  if (finding.state !== 'unknown') return texts.says[finding.says](finding);
  return { what: `${texts.subjects[finding.check](finding)}: ${texts.whys[finding.why](finding)}` };
}

const margin = 9;

/** Chinese characters take two columns. */
function padded(word: string): string {
  const columns = Array.from(word).reduce(
    (sum, character) => sum + (character.charCodeAt(0) > 0x2e80 ? 2 : 1),
    0,
  );
  return word + ' '.repeat(margin - columns);
}
