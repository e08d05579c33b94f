import { useTranslation } from 'react-i18next';
import { useAsk } from '../../api/ask.js';
import { useConnection } from '../../frame/connection.js';
import { Loaded } from '../../parts/loaded.js';
import { Page } from '../../parts/page.js';
import { SettingsForm } from './settings-form.js';

/** The settings of a connection, with a preview of what they would do to a person. */
export function SettingsPage() {
  const { t } = useTranslation();
  const connection = useConnection();
  const settings = useAsk('GET /connections/{id}/settings', { place: { id: connection.id } });
  return (
    <Page title={t('settings.title')} lead={t('settings.lead')}>
      <Loaded query={settings}>{(saved) => <SettingsForm connection={connection} saved={saved} />}</Loaded>
    </Page>
  );
}
