import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Page } from '../parts/page.js';

/** Bull Board inside: it has scripts and styles of its own, so it lives in a frame. */
export function QueuesPage() {
  const { t } = useTranslation();
  const open = (
    <Typography.Link href="/queues" target="_blank" rel="noopener">
      {t('queues.open')}
    </Typography.Link>
  );
  return (
    <Page title={t('queues.title')} lead={t('queues.lead')} actions={open}>
      <iframe className="board" src="/queues" title={t('queues.frame')} />
    </Page>
  );
}
