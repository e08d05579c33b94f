import { useTranslation } from 'react-i18next';
import { useKnownWord } from './known-word.js';

/** The words for what was done, and how it went where it did not go well; what is newer is told as it is. */
export function useEventName(): (event: string) => string {
  const { t } = useTranslation();
  const word = useKnownWord();
  return (event) => {
    const decision = word('activity.decisions', event);
    if (decision !== event) return decision;
    const [step = '', how] = event.split('.');
    const what = word('activity.events', step);
    return how === undefined ? what : t('activity.ended', { what, how: word('activity.endings', how) });
  };
}
