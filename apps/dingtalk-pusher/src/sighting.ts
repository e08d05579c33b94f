import type { UserRead } from '#dingtalk';
import type { AccountSighting } from '#store';

/** What a read tells of a person that is DingTalk's alone. */
export const sightingOf = ({ unionId, active }: UserRead): AccountSighting => ({
  ...(unionId === undefined ? {} : { unionId }),
  signedIn: active,
});
