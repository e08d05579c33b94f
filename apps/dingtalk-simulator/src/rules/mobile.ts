import { mobileKey } from '../member.js';
import { Refusal } from '../refusal.js';
import type { Variants } from '../variants.js';

/** A number as DingTalk keeps it: country code without plus, and local digits. */
export interface Mobile {
  readonly stateCode: string;
  readonly local: string;
  /** `+cc-local`. */
  readonly key: string;
}

const local = /^1\d{10}$/;
const prefixed = /^\+(\d{1,4})-(\d{4,14})$/;

/** Splits a number (fact sheet 3.1, 11.3). @throws Refusal 60103 */
export function splitMobile(text: string, region: string): Mobile {
  if (region === 'CN' && local.test(text)) return mobile('86', text);
  const match = prefixed.exec(text);
  if (!match) throw new Refusal('60103');
  return mobile(match[1] ?? '', match[2] ?? '');
}

/** Keys under which getbymobile looks for a number (correction C19, 14.22). @throws Refusal 40104 */
export function lookupKeys(
  text: string,
  { foreignLookup }: Pick<Variants, 'foreignLookup'>,
): readonly string[] {
  const match = prefixed.exec(text);
  if (match) {
    const [stateCode = '', digits = ''] = match.slice(1);
    return stateCode === '86' || foreignLookup !== 'local' ? [mobileKey(stateCode, digits)] : [];
  }
  // SDK21 caps the field at fifteen characters (C19).
  if (!/^\d{4,15}$/.test(text)) throw new Refusal('40104');
  if (local.test(text) || foreignLookup === 'prefixed') return [mobileKey('86', text)];
  return ['86', ...knownCountries].map((stateCode) => mobileKey(stateCode, text));
}

/** Country codes under which a number without one is looked for. */
const knownCountries = ['1', '852', '853', '886', '65', '60', '61', '81', '82', '44', '49', '33', '91'];

const mobile = (stateCode: string, digits: string): Mobile => ({
  stateCode,
  local: digits,
  key: mobileKey(stateCode, digits),
});
