import { useTranslation } from 'react-i18next';

/** A moment in the reader's language and time zone. */
export function Instant({ at }: { readonly at: string | null | undefined }) {
  const { t, i18n } = useTranslation();
  if (at === null || at === undefined) return t('common.never');
  const told = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  return <time dateTime={at}>{told.format(new Date(at))}</time>;
}
