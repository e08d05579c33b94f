import { useTranslation } from 'react-i18next';

/** How long something will take, in words; null: that cannot be told. */
export function useTimeLeft(): (seconds: number | null) => string {
  const { t } = useTranslation();
  return (seconds) => {
    if (seconds === null) return '–';
    if (seconds === 0) return t('overview.leftNothing');
    const minutes = Math.max(1, Math.ceil(seconds / 60));
    const time =
      minutes < 120
        ? t('common.minutes', { count: minutes })
        : t('common.hours', { count: Math.ceil(minutes / 60) });
    return t('overview.leftAbout', { time });
  };
}
