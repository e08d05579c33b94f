import { Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.js';
import { useConnection } from '../frame/connection.js';
import { ActivityTable } from '../parts/activity-table.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { Pager } from '../parts/pager.js';

const rows = 50;

/** What was done in DingTalk for a connection, newest first. */
export function ActivityPage() {
  const { t } = useTranslation();
  const { id } = useConnection();
  const [before, setBefore] = useState<number>();
  const query = { limit: rows, ...(before === undefined ? {} : { before }) };
  const activity = useAsk(
    'GET /connections/{id}/activity',
    { place: { id }, query },
    before === undefined ? { topics: ['links'] } : {},
  );
  return (
    <Page title={t('activity.title')} lead={t('activity.lead')}>
      <Loaded query={activity}>
        {(entries) => (
          <Flex vertical gap="middle">
            <ActivityTable connectionId={id} entries={entries} />
            <Pager
              back={before !== undefined}
              next={entries.length === rows ? String(entries.at(-1)?.id ?? 0) : null}
              turn={(page) => {
                setBefore(page === undefined ? undefined : Number(page));
              }}
            />
          </Flex>
        )}
      </Loaded>
    </Page>
  );
}
