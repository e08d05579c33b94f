import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { CountryCode } from 'libphonenumber-js/min';

/** A mobile in the two spellings the bridge needs. */
export interface Mobile {
  /** `+8613800000001`: what is compared and claimed. */
  readonly e164: string;
  /** What DingTalk's API takes: national digits for the organisation's own country, else `+852-51234567`. */
  readonly dingTalk: string;
}

/**
 * Reads a phone number as identity providers send them: with or without `+`, blanks, hyphens, brackets. A
 * number without country prefix belongs to `region`.
 *
 * @returns undefined when it cannot be a phone number; whether DingTalk takes it, DingTalk decides
 */
export function readMobile(text: string, region: string): Mobile | undefined {
  const international = text.trim().replace(/^00/, '+');
  const parsed = parsePhoneNumberFromString(international, region as CountryCode);
  if (!parsed?.isPossible()) return undefined;
  const own = parsed.country === region || parsed.countryCallingCode === ownCallingCode(region);
  // Mainland organisations take mainland numbers bare, everybody else's with the prefix set off by a hyphen.
  const dingTalk =
    own && region === 'CN' ? parsed.nationalNumber : `+${parsed.countryCallingCode}-${parsed.nationalNumber}`;
  if (own && region === 'CN' && !/^1\d{10}$/.test(dingTalk)) return undefined;
  return { e164: parsed.number, dingTalk };
}

const ownCallingCode = (region: string): string | undefined => (region === 'CN' ? '86' : undefined);
