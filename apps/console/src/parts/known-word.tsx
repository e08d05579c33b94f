import { useTranslation } from 'react-i18next';

/** Where words stand for codes that the server may have more of than these pages know. */
type Room =
  | 'activity.decisions'
  | 'activity.endings'
  | 'activity.events'
  | 'mirror.reasons'
  | 'overview.restReasons'
  | 'source.auths'
  | 'source.reasons';

/** The words for a code of the server; what is newer than these pages is told as it is. */
export function useKnownWord(): (room: Room, code: string) => string {
  const { t, i18n } = useTranslation();
  return (room, code) => {
    const key = `${room}.${code}`;
    return i18n.exists(key) ? t(key as 'common.none') : code;
  };
}
