import { Refusal } from '../refusal.js';

/** Splits a number as DingTalk keeps it (fact sheet 3.1, 11.3). @throws Refusal 60103 */
export function splitMobile(
  text: string,
  region: string,
): { readonly stateCode: string; readonly local: string } {
  if (region === 'CN' && /^1\d{10}$/.test(text)) return { stateCode: '86', local: text };
  const match = /^\+(\d{1,4})-(\d{4,14})$/.exec(text);
  if (!match) throw new Refusal('60103');
  return { stateCode: match[1] ?? '', local: match[2] ?? '' };
}
