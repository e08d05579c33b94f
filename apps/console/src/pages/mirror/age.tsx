import { useTranslation } from 'react-i18next';

/** How old something is, in words, by this machine's clock. */
export function useAge(): (at: string) => string {
  const { t } = useTranslation();
  return (at) => {
    const minutes = Math.floor((Date.now() - new Date(at).getTime()) / 60_000);
    if (minutes < 1) return t('mirror.fresh');
    const time =
      minutes < 120
        ? t('common.minutes', { count: minutes })
        : t('common.hours', { count: Math.floor(minutes / 60) });
    return t('mirror.age', { time });
  };
}
