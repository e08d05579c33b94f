import { PlusOutlined } from '@ant-design/icons';
import { Empty, Flex, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../api/call.js';
import { useAsk } from '../api/ask.js';
import { useMayChange } from '../frame/session.js';
import { Instant } from '../parts/instant.js';
import { LinkButton } from '../parts/link-button.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { RouteLink } from '../parts/route-link.js';
import { Panel } from '../parts/panel.js';

type Connection = Answer<'GET /connections'>[number];

/** All connections, each with how it is doing in one word. */
export function ConnectionsPage() {
  const { t } = useTranslation();
  const mayChange = useMayChange();
  const connections = useAsk('GET /connections', {}, { everyMs: 10_000 });
  const create = mayChange && (
    <LinkButton to="/connections/new" type="primary" icon={<PlusOutlined />}>
      {t('connections.create')}
    </LinkButton>
  );
  return (
    <Page title={t('connections.title')} actions={create}>
      <Loaded query={connections}>
        {(loaded) =>
          loaded.length === 0 ? (
            <Empty description={t('connections.none')}>
              <Typography.Paragraph>{t('connections.noneMend')}</Typography.Paragraph>
            </Empty>
          ) : (
            <Flex vertical gap="middle">
              {loaded.map((connection) => (
                <ConnectionCard key={connection.id} connection={connection} />
              ))}
            </Flex>
          )
        }
      </Loaded>
    </Page>
  );
}

function ConnectionCard({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const { id, name, direction, state, stateReason, appKey, createdAt } = connection;
  return (
    <Panel>
      <Flex justify="space-between" align="center" gap="middle" wrap>
        <div className="grow">
          <Typography.Title level={2} style={{ fontSize: 18, margin: 0 }} className="wrap">
            <RouteLink to={`/connections/${id}`}>{name}</RouteLink>
          </Typography.Title>
          <Typography.Text type="secondary" className="wrap">
            {t(`connections.directions.${direction}`)} · {appKey} · <Instant at={createdAt} />
          </Typography.Text>
          {stateReason !== undefined && (
            <Typography.Paragraph type="danger" style={{ margin: 0 }}>
              {t(`quarantines.${stateReason}.what`)}
            </Typography.Paragraph>
          )}
        </div>
        <Tag color={state === 'active' ? 'success' : 'error'}>{t(`connections.${state}`)}</Tag>
      </Flex>
    </Panel>
  );
}
