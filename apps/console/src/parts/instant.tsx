import { useTranslation } from 'react-i18next';
import { toldInstant } from './told-instant.js';

/** A moment in the reader's language and time zone. */
export function Instant({ at }: { readonly at: string | null | undefined }) {
  const { t, i18n } = useTranslation();
  if (at === null || at === undefined) return t('common.never');
  return <time dateTime={at}>{toldInstant(at, i18n.language)}</time>;
}
