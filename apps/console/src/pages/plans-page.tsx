import { App, Button, Flex, Tag, Tooltip } from 'antd';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useAsk, useOrder } from '../api/ask.js';
import type { Answer } from '../api/call.js';
import { useConnection } from '../frame/connection.js';
import { useMayChange } from '../frame/session.js';
import { AskedBy } from '../parts/asked-by.js';
import { Instant } from '../parts/instant.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { RouteLink } from '../parts/route-link.js';
import { WideTable } from '../parts/wide-table.js';

type Run = Answer<'GET /connections/{id}/runs'>[number];

const colours = {
  gathering: 'processing',
  planning: 'processing',
  held: 'warning',
  released: 'success',
  superseded: 'default',
  shown: 'default',
} as const;

/** Runs: what was planned whole, and which of it waits for somebody. */
export function PlansPage() {
  const { t } = useTranslation();
  const { id } = useConnection();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const mayChange = useMayChange();
  const runs = useAsk('GET /connections/{id}/runs', { place: { id } }, { topics: ['runs'] });
  const plan = useOrder('POST /connections/{id}/plan');
  const columns: TableColumnsType<Run> = [
    {
      title: t('plans.kind'),
      render: (_, run) => (
        <RouteLink to={`/connections/${id}/plans/${run.id}`}>
          {t(`plans.kinds.${run.kind}`)}
          {run.changeKind !== null && `: ${t(`plans.changeKinds.${run.changeKind}`)}`}
        </RouteLink>
      ),
    },
    {
      title: t('common.state'),
      render: (_, { state }) => (
        <Tag color={colours[state]} data-run={state}>
          {t(`plans.states.${state}`)}
        </Tag>
      ),
    },
    { title: t('plans.listed'), dataIndex: 'listed' },
    { title: t('plans.requestedBy'), render: (_, { requestedBy }) => <AskedBy by={requestedBy} /> },
    { title: t('plans.createdAt'), render: (_, { createdAt }) => <Instant at={createdAt} /> },
  ];
  const actions = mayChange && (
    <Tooltip title={t('plans.previewAbout')}>
      <Button
        loading={plan.isPending}
        onClick={() => {
          plan.mutate(
            { place: { id }, body: {} },
            {
              onSuccess: (run) => void navigate(`/connections/${id}/plans/${run.id}`),
              onError: () => void message.error(t('failures.fault.what')),
            },
          );
        }}
      >
        {t('plans.preview')}
      </Button>
    </Tooltip>
  );
  return (
    <Page title={t('plans.title')} lead={t('plans.lead')} actions={actions}>
      <Loaded query={runs}>
        {(loaded) => (
          <Flex vertical>
            <WideTable<Run>
              label={t('plans.title')}
              rowKey="id"
              columns={columns}
              dataSource={loaded}
              pagination={{ pageSize: 20, hideOnSinglePage: true }}
              locale={{ emptyText: t('plans.none') }}
            />
          </Flex>
        )}
      </Loaded>
    </Page>
  );
}
