import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.js';
import { Panel } from '../../parts/panel.js';
import { Accounts } from './accounts.js';
import { ProgramTokens } from './program-tokens.js';

/** Who may sign in, and which programs may use the admin API. */
export function AccessPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('access.title')} lead={t('access.lead')}>
      <Panel title={t('access.accounts')}>
        <Accounts />
      </Panel>
      <Panel title={t('access.tokens')}>
        <ProgramTokens />
      </Panel>
    </Page>
  );
}
