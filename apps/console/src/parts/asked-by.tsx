import { useTranslation } from 'react-i18next';

/** Who asked for something: an administrator, a SCIM client, a Source that was read, or the bridge itself. */
export function AskedBy({ by }: { readonly by: string }) {
  const { t } = useTranslation();
  if (by.startsWith('admin:')) return t('activity.admin', { name: by.slice('admin:'.length) });
  if (by.startsWith('source:')) return t('activity.source');
  return by.startsWith('token:') ? t('activity.token') : t('activity.engine');
}
