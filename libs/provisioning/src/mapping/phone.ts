import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/min';

/** A mobile in the two spellings the bridge needs. */
export interface Mobile {
  /** `+8613800000001`: what is compared, claimed and kept. */
  readonly e164: string;
  /** What DingTalk's API takes: national digits for the organisation's own country, else `+852-51234567`. */
  readonly dingTalk: string;
}

/**
 * Reads a mobile as identity providers send them: with or without `+`, blanks, hyphens, brackets. A number
 * without country prefix belongs to `region`.
 *
 * @returns undefined when it cannot be a mobile; whether DingTalk takes it, DingTalk decides
 */
export function readMobile(text: string, region: string): Mobile | undefined {
  const mobile = readPhone(text, region);
  if (!mobile) return undefined;
  const bare = !mobile.dingTalk.startsWith('+');
  return bare && !/^1\d{10}$/.test(mobile.dingTalk) ? undefined : mobile;
}

/** As readMobile, for any phone number. */
export function readPhone(text: string, region: string): Mobile | undefined {
  const international = text.trim().replace(/^00/, '+');
  const parsed = parsePhoneNumberFromString(international, region as CountryCode);
  if (!parsed?.isPossible()) return undefined;
  return { e164: parsed.number, dingTalk: spelled(parsed, region) };
}

/** The spelling of an E.164 number that DingTalk's API takes in an organisation of this region. */
export function dingTalkSpelling(e164: string, region: string): string {
  const parsed = parsePhoneNumberFromString(e164);
  return parsed ? spelled(parsed, region) : e164;
}

/** Mainland organisations take mainland numbers bare, everybody else's with the prefix set off by a hyphen. */
function spelled({ countryCallingCode, nationalNumber }: PhoneNumber, region: string): string {
  const own = region === 'CN' && countryCallingCode === '86';
  return own ? nationalNumber : `+${countryCallingCode}-${nationalNumber}`;
}
