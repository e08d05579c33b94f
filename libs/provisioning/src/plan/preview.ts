import { mapPerson } from '../mapping/account.js';
import type { MappedPerson } from '../mapping/account.js';
import { dingTalkSpelling } from '../mapping/phone.js';
import type { AccountFields } from './change.js';
import { desiredAccount } from './desired.js';
import type { FieldTrace } from './desired.js';
import { readAppliedAccount } from './difference.js';
import type { AccountSituation, LinkView } from './situation.js';

/** What each DingTalk field of one person would be, and from which attribute; nothing is changed by asking. */
export function previewAccount(
  situation: Pick<AccountSituation, 'settings' | 'link' | 'person' | 'manager'>,
): readonly FieldTrace[] {
  const { link, person, settings } = situation;
  if (!person) return [];
  const mapped = mapPerson(person, settings);
  const applied = appliedThere(link, mapped);
  const mobile = applied?.mobile ?? mapped.mobile ?? '';
  const { trace } = desiredAccount(situation, mapped, { mobile, departmentIds: [] }, applied);
  const { name, sources } = mapped;
  return [
    { field: 'name', ...(name === undefined ? {} : { value: name }), ...sourced(sources.name) },
    {
      field: 'mobile',
      ...(mobile === '' ? {} : { value: dingTalkSpelling(mobile, settings.region) }),
      ...sourced(sources.mobile),
      // No API changes the mobile of an account.
      ...(applied && mapped.mobile !== applied.mobile ? { kept: 'neverChanged' as const } : {}),
      ...(mapped.mobile === null ? { fault: 'unreadable' as const } : {}),
    },
    ...trace,
  ];
}

/** What the account has; whoever is invited has none yet, but will have that one, unless his mobile is corrected. */
function appliedThere({ presence, applied }: LinkView, { mobile }: MappedPerson): AccountFields | undefined {
  if (!applied) return undefined;
  const fields = readAppliedAccount(applied);
  if (presence === 'invited') return mobile === fields.mobile ? fields : undefined;
  return presence === 'present' || presence === 'leaving' ? fields : undefined;
}

const sourced = (source: string | undefined) => (source === undefined ? {} : { source });
