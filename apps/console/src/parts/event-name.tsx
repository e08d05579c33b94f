import { useTranslation } from 'react-i18next';
import { activity } from '../texts/en/pages.js';

type Event = keyof typeof activity.events;
type Ending = keyof typeof activity.endings;

/** The words for what was done: a change, and how it went where it did not go well. */
export function useEventName(): (event: string) => string {
  const { t } = useTranslation();
  return (event) => {
    const [change = '', how] = event.split('.');
    const what = change in activity.events ? t(`activity.events.${change as Event}`) : change;
    if (how === undefined) return what;
    const ending = how in activity.endings ? t(`activity.endings.${how as Ending}`) : how;
    return t('activity.ended', { what, how: ending });
  };
}
