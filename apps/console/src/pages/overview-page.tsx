import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../frame/connection.js';
import { Page } from '../parts/page.js';

export function OverviewPage() {
  const { t } = useTranslation();
  const { name } = useConnection();
  return <Page title={name}><Card title={t('overview.title')} /></Page>;
}
