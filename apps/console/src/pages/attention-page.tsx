import { DownloadOutlined, ReloadOutlined } from '@ant-design/icons';
import { App, Button, Collapse, Empty, Flex, Typography } from 'antd';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useOrder } from '../api/ask.js';
import { addressAt } from '../api/call.js';
import type { Answer } from '../api/call.js';
import { useConnection } from '../frame/connection.js';
import { useMayChange } from '../frame/session.js';
import { Instant } from '../parts/instant.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { Pager } from '../parts/pager.js';
import { ReasonTold, useReason } from '../parts/reason-told.js';
import { RouteLink } from '../parts/route-link.js';
import { StandingTag } from '../parts/standing-tag.js';
import { toldInstant } from '../parts/told-instant.js';
import { WideTable } from '../parts/wide-table.js';

type Group = Answer<'GET /connections/{id}/attention'>['groups'][number];
type Row = Answer<'GET /connections/{id}/attention/rows'>['rows'][number];

/** Everybody and everything that needs somebody, by reason, with the mend. */
export function AttentionPage() {
  const { t, i18n } = useTranslation();
  const { id } = useConnection();
  const attention = useAsk('GET /connections/{id}/attention', { place: { id } }, { topics: ['links'] });
  const query = { language: i18n.language === 'zh-CN' ? 'zh' : 'en' } as const;
  const actions = (
    <Flex gap="small" wrap>
      <Button
        icon={<DownloadOutlined />}
        href={addressAt('GET /connections/{id}/attention.csv', { place: { id }, query })}
        download
      >
        {t('attention.csv')}
      </Button>
      <RetryButton connectionId={id} which={{}} text={t('attention.retryAll')} />
    </Flex>
  );
  return (
    <Page title={t('attention.title')} lead={t('attention.lead')} actions={actions}>
      <Loaded query={attention}>
        {({ groups }) =>
          groups.length === 0 ? (
            <Empty description={t('attention.none')} />
          ) : (
            <Collapse
              defaultActiveKey={groups.slice(0, 1).map(keyOf)}
              items={groups.map((group) => ({
                key: keyOf(group),
                label: <GroupTold group={group} />,
                children: <GroupRows connectionId={id} group={group} />,
              }))}
            />
          )
        }
      </Loaded>
    </Page>
  );
}

const keyOf = ({ state, reason }: Group) => `${state}.${reason ?? ''}`;

function GroupTold({ group: { state, reason, people, departments, since } }: { readonly group: Group }) {
  const { t, i18n } = useTranslation();
  const what = useReason();
  return (
    <Flex gap="small" align="center" wrap data-reason={reason ?? state}>
      <StandingTag standing={state} />
      <strong>{reason === null ? t(`standings.${state}`) : what(reason)}</strong>
      {people > 0 && <span>{t('common.people', { count: people })}</span>}
      {departments > 0 && <span>{t('common.departments', { count: departments })}</span>}
      <span>{t('attention.since', { since: toldInstant(since, i18n.language) })}</span>
    </Flex>
  );
}

function GroupRows({ connectionId, group }: { readonly connectionId: string; readonly group: Group }) {
  const { t } = useTranslation();
  const [page, setPage] = useState<string>();
  const { state, reason } = group;
  const which = { state, ...(reason === null ? {} : { reason }) };
  const rows = useAsk(
    'GET /connections/{id}/attention/rows',
    { place: { id: connectionId }, query: { ...which, ...(page === undefined ? {} : { page }) } },
    { topics: ['links'] },
  );
  const columns: TableColumnsType<Row> = [
    {
      title: t('common.name'),
      render: (_, { name, kind, resourceId }) => {
        const shown = name ?? t('attention.unnamed');
        return kind === 'account' && resourceId !== null ? (
          <RouteLink to={`/connections/${connectionId}/people/${resourceId}`}>{shown}</RouteLink>
        ) : (
          shown
        );
      },
    },
    { title: t('common.kind'), render: (_, { kind }) => t(`kinds.${kind}`) },
    { title: t('attention.waitingSince'), render: (_, { since }) => <Instant at={since} /> },
    { title: t('attention.code'), dataIndex: 'detailCode' },
    {
      title: t('attention.holder'),
      render: (_, { holderId, holderName }) =>
        holderId !== null && (
          <RouteLink to={`/connections/${connectionId}/people/${holderId}`}>
            {holderName ?? holderId}
          </RouteLink>
        ),
    },
  ];
  return (
    <Flex vertical gap="middle">
      <Flex gap="middle" justify="space-between" wrap>
        <div className="grow">
          <ReasonTold reason={reason} withMend />
        </div>
        {state !== 'held' && (
          <RetryButton
            connectionId={connectionId}
            which={{ state, ...(reason === null ? {} : { reason }) }}
            text={t('attention.retryGroup')}
          />
        )}
        {state === 'held' && (
          <Typography.Text>
            <RouteLink to={`/connections/${connectionId}/plans`}>{t('overview.seePlans')}</RouteLink>
          </Typography.Text>
        )}
      </Flex>
      <Loaded query={rows}>
        {(loaded) => (
          <>
            <WideTable<Row>
              label={t('attention.title')}
              rowKey="linkId"
              size="small"
              columns={columns}
              dataSource={loaded.rows}
            />
            <Pager back={page !== undefined} next={loaded.next} turn={setPage} />
          </>
        )}
      </Loaded>
    </Flex>
  );
}

function RetryButton({
  connectionId,
  which,
  text,
}: {
  readonly connectionId: string;
  readonly which: { readonly state?: 'waiting' | 'blocked'; readonly reason?: NonNullable<Row['reason']> };
  readonly text: string;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const mayChange = useMayChange();
  const retry = useOrder('POST /connections/{id}/attention/retry');
  if (!mayChange) return null;
  return (
    <Button
      icon={<ReloadOutlined />}
      loading={retry.isPending}
      onClick={() => {
        retry.mutate(
          { place: { id: connectionId }, body: which },
          {
            onSuccess: ({ retried }) => void message.success(t('attention.retried', { count: retried })),
            onError: () => void message.error(t('failures.fault.what')),
          },
        );
      }}
    >
      {text}
    </Button>
  );
}
