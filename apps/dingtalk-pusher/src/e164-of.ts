import type { UserRead } from '#dingtalk';

/** The mobile of an account in E.164; undefined where the app may not read it. */
export const e164Of = ({ mobile, stateCode = '86' }: UserRead): string | undefined =>
  mobile && `+${stateCode}${mobile}`;
