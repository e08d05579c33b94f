import { Flex, Progress, Tag, Typography } from 'antd';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/call.js';
import { useMayChange } from '../../frame/session.js';
import { AskedBy } from '../../parts/asked-by.js';
import { useCounted } from '../../parts/counted.js';
import { Instant } from '../../parts/instant.js';
import { useKnownWord } from '../../parts/known-word.js';
import { OrderButton } from '../../parts/order-button.js';
import { RouteLink } from '../../parts/route-link.js';
import { useTimeLeft } from '../../parts/time-left.js';
import { WideTable } from '../../parts/wide-table.js';
import { runPercent } from './run-percent.js';
import { SourceNotes } from './source-notes.js';

export type Run = Answer<'GET /connections/{id}/source/runs'>[number];

const colours = {
  reading: 'processing',
  confirming: 'processing',
  applying: 'processing',
  done: 'success',
  held: 'warning',
  failed: 'error',
  cancelled: 'default',
} as const;

/** Runs of a Source, each with how far it is or how it ended. */
export function RunTable({
  connectionId: id,
  runs,
  newest,
}: {
  readonly connectionId: string;
  readonly runs: readonly Run[];
  /** The last run there was: only of that can something be allowed. */
  readonly newest: string | undefined;
}) {
  const { t } = useTranslation();
  const mayChange = useMayChange();
  const word = useKnownWord();
  const columns: TableColumnsType<Run> = [
    {
      title: t('common.state'),
      render: (_, { state }) => (
        <Tag color={colours[state]} data-source-run={state}>
          {t(`source.states.${state}`)}
        </Tag>
      ),
    },
    { title: t('source.begun'), render: (_, { startedAt }) => <Instant at={startedAt} /> },
    { title: t('activity.askedBy'), render: (_, { askedBy }) => <AskedBy by={askedBy} /> },
    { title: t('source.reading'), render: (_, { reading }) => t(`source.readings.${reading}`) },
    { title: t('source.read'), render: (_, run) => <HowFar run={run} /> },
    {
      title: t('source.written'),
      render: (_, { changed, deleted, blocked }) => t('source.writtenOf', { changed, deleted, blocked }),
    },
    { title: t('source.missingCount'), dataIndex: 'missing' },
    {
      title: t('source.reason'),
      render: (_, { reason }) => reason !== null && word('source.reasons', reason),
    },
    {
      title: t('source.plan'),
      render: (_, { plan }) =>
        plan && (
          <RouteLink to={`/connections/${id}/plans/${plan.id}`}>{t(`plans.states.${plan.state}`)}</RouteLink>
        ),
    },
    ...(mayChange
      ? [
          {
            title: t('common.actions'),
            render: (_: unknown, run: Run) => (
              <Orders connectionId={id} run={run} isNewest={run.id === newest} />
            ),
          },
        ]
      : []),
  ];
  return (
    <WideTable<Run>
      label={t('source.runs')}
      rowKey="id"
      size="small"
      columns={columns}
      dataSource={runs}
      locale={{ emptyText: t('source.noRuns') }}
      expandable={{ expandedRowRender: (run) => <SourceNotes connectionId={id} runId={run.id} /> }}
    />
  );
}

function HowFar({ run }: { readonly run: Run }) {
  const { t } = useTranslation();
  const counted = useCounted();
  const timeLeft = useTimeLeft();
  const { usersRead: users, groupsRead: groups, finishedAt, secondsLeft } = run;
  const percent = runPercent(run);
  return (
    <Flex vertical>
      <span>{counted(users, groups, 'groups')}</span>
      {finishedAt === null && percent !== undefined && (
        <Progress percent={percent} size="small" aria-label={t('source.progress')} style={{ width: 160 }} />
      )}
      {finishedAt === null && secondsLeft !== null && (
        <Typography.Text type="secondary">{timeLeft(Math.ceil(secondsLeft))}</Typography.Text>
      )}
    </Flex>
  );
}

function Orders({
  connectionId,
  run: { id: run, state, detail, finishedAt, cancelAsked },
  isNewest,
}: {
  readonly connectionId: string;
  readonly run: Run;
  readonly isNewest: boolean;
}) {
  const { t } = useTranslation();
  const place = { id: connectionId, run };
  if (finishedAt === null) {
    return (
      <OrderButton
        order="POST /connections/{id}/source/runs/{run}/cancel"
        given={{ place }}
        sure={t('source.cancelSure')}
        done={t('source.cancelAsked')}
        size="small"
        danger
        disabled={cancelAsked}
      >
        {t('source.cancel')}
      </OrderButton>
    );
  }
  // Only the last one: what somebody allows must be what was read last.
  if (state !== 'held' || detail !== 'allowable' || !isNewest) return null;
  return (
    <OrderButton
      order="POST /connections/{id}/source/runs/{run}/allow"
      given={{ place }}
      sure={t('source.allowSure')}
      done={t('source.allowed')}
      size="small"
    >
      {t('source.allow')}
    </OrderButton>
  );
}
