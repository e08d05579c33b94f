import { useTranslation } from 'react-i18next';
import type { activity } from '../texts/en/pages.js';

type Event = keyof typeof activity.events;
type Ending = keyof typeof activity.endings;

/** The words for what was done, and how it went where it did not go well; what is newer is told as it is. */
export function useEventName(): (event: string) => string {
  const { t, i18n } = useTranslation();
  return (event) => {
    const [change = '', how] = event.split('.');
    const what = i18n.exists(`activity.events.${change}`) ? t(`activity.events.${change as Event}`) : change;
    if (how === undefined) return what;
    const ending = i18n.exists(`activity.endings.${how}`) ? t(`activity.endings.${how as Ending}`) : how;
    return t('activity.ended', { what, how: ending });
  };
}
