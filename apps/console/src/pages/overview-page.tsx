import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.js';
import { useConnection } from '../frame/connection.js';
import { Page } from '../parts/page.js';
import { Secret } from '../parts/secret.js';
import { TroubleBanners } from './trouble-banners.js';

/** How one connection is doing. */
export function OverviewPage() {
  const { t } = useTranslation();
  const { id } = useConnection();
  const site = useAsk('GET /site', {});
  return (
    <Page title={t('overview.title')}>
      <TroubleBanners connectionId={id} />
      {site.data && (
        <Card>
          <Secret label={t('overview.scimUrl')} value={site.data.scimUrl} />
        </Card>
      )}
    </Page>
  );
}
