import { useTranslation } from 'react-i18next';

/** How many people and how many departments, or groups, in one breath. */
export function useCounted(): (people: number, others: number, what: 'departments' | 'groups') => string {
  const { t } = useTranslation();
  return (people, others, what) =>
    [t('common.people', { count: people }), t(`common.${what}`, { count: others })].join(t('common.comma'));
}
