import { useTranslation } from 'react-i18next';
import { useAsk } from '../../api/ask.js';
import { useConnection } from '../../frame/connection.js';
import { Loaded } from '../../parts/loaded.js';
import { Page } from '../../parts/page.js';
import { SettingsForm } from './settings-form.js';

/** The settings of a connection, with a preview of what they would do to a person. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { id } = useConnection();
  // Settings and their version in one answer: who saves says which he has seen.
  const connection = useAsk('GET /connections/{id}', { place: { id } });
  return (
    <Page title={t('settings.title')} lead={t('settings.lead')}>
      <Loaded query={connection}>
        {(loaded) => (
          <SettingsForm connection={loaded} saved={loaded.settings} version={loaded.settingsVersion} />
        )}
      </Loaded>
    </Page>
  );
}
