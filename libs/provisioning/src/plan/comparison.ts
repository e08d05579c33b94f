import { mapPerson } from '../mapping/account.js';
import { accountFields } from '../mapping/field.js';
import type { FieldValue } from '../mapping/field.js';
import { dingTalkSpelling } from '../mapping/phone.js';
import type { AccountFields } from './change.js';
import type { FieldTrace } from './desired.js';
import { readAppliedAccount } from './difference.js';
import { previewAccount } from './preview.js';
import type { AccountSituation } from './situation.js';

/** One field of an account on both sides. */
export interface ComparedField extends FieldTrace {
  /** What DingTalk was last given, or shown to have. Absent: nothing. */
  readonly applied?: FieldValue;
  readonly differs: boolean;
}

/** What each field of one account should be, beside what it is; nothing is there before the account is. */
export function compareAccount(
  situation: Pick<AccountSituation, 'settings' | 'link' | 'person' | 'manager'>,
): readonly ComparedField[] {
  const { settings, link, person } = situation;
  if (!person) return [];
  const spelled = (mobile: string) => dingTalkSpelling(mobile, settings.region);
  const isThere = link.applied !== undefined && link.presence !== 'none' && link.presence !== 'gone';
  const there = isThere
    ? appliedValues(readAppliedAccount(link.applied), spelled)
    : new Map<string, FieldValue>();
  // A preview shows what an update would leave; here it is asked what SCIM says.
  const { mobile } = mapPerson(person, settings);
  return previewAccount(situation).map((trace) => {
    const { value: kept, ...rest } = trace;
    const value = trace.field === 'mobile' ? mobile && spelled(mobile) : kept;
    const applied = there.get(trace.field);
    return {
      ...rest,
      ...(value === undefined || value === null ? {} : { value }),
      ...(applied === undefined ? {} : { applied }),
      differs: (value ?? '') !== (applied ?? ''),
    };
  });
}

function appliedValues(
  applied: AccountFields,
  spelled: (mobile: string) => string,
): ReadonlyMap<string, FieldValue> {
  const values = new Map<string, FieldValue>();
  for (const { name, key } of accountFields) {
    const value = applied[key];
    if (value !== undefined) values.set(name, key === 'mobile' ? spelled(applied.mobile) : value);
  }
  for (const [key, value] of Object.entries(applied.extension ?? {})) values.set(`extension.${key}`, value);
  return values;
}
