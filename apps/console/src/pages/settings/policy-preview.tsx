import { Alert, Button, Flex, Tag, Typography } from 'antd';
import type { TableColumnsType } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import type { Answer } from '../../api/call.js';
import { FailureTold } from '../../parts/failure-told.js';
import { useCounted } from '../../parts/counted.js';
import { RouteLink } from '../../parts/route-link.js';
import { WideTable } from '../../parts/wide-table.js';
import type { Settings } from './settings.js';

type Judged = Answer<'POST /connections/{id}/runs/{run}/judge'>;
type Kind = Judged['kinds'][number];

/** What waits to be done by the saved settings, held against the thresholds of a form. */
export function PolicyPreview({
  connectionId: id,
  settings,
}: {
  readonly connectionId: string;
  /** As they stand in the form at the moment of asking. */
  readonly settings: () => Settings;
}) {
  const { t } = useTranslation();
  const preview = useMutation({
    mutationFn: async () => {
      const { id: run, state } = await call('POST /connections/{id}/plan', { place: { id }, body: {} });
      if (state === 'planning') return { run };
      const body = { settings: settings() };
      return {
        run,
        judged: await call('POST /connections/{id}/runs/{run}/judge', { place: { id, run }, body }),
      };
    },
  });
  const { data } = preview;
  return (
    <section aria-label={t('settings.policyPreview.title')}>
      <Typography.Title level={3} style={{ fontSize: 16 }}>
        {t('settings.policyPreview.title')}
      </Typography.Title>
      <Typography.Paragraph type="secondary">{t('settings.policyPreview.about')}</Typography.Paragraph>
      <Flex vertical gap="middle" align="start" style={{ marginBottom: 24 }}>
        <Button
          loading={preview.isPending}
          onClick={() => {
            preview.mutate();
          }}
        >
          {t('settings.policyPreview.show')}
        </Button>
        {preview.error && <FailureTold error={preview.error} />}
        {data && (
          <RouteLink to={`/connections/${id}/plans/${data.run}`}>
            {t('settings.policyPreview.plan')}
          </RouteLink>
        )}
        {data && !data.judged && <Alert type="info" showIcon title={t('settings.policyPreview.planning')} />}
        {data?.judged && <JudgedTold judged={data.judged} />}
      </Flex>
    </section>
  );
}

function JudgedTold({ judged: { people, departments, kinds } }: { readonly judged: Judged }) {
  const { t } = useTranslation();
  const counted = useCounted();
  const most = (line: number | null) => line ?? t('settings.limit.none');
  const columns: TableColumnsType<Kind> = [
    { title: t('plans.change'), render: (_, { kind }) => t(`plans.changeKinds.${kind}`) },
    { title: t('settings.policyPreview.changes'), dataIndex: 'changes' },
    { title: t('settings.policyPreview.saved'), render: (_, { savedLine }) => most(savedLine) },
    { title: t('settings.policyPreview.entered'), render: (_, { line }) => most(line) },
    {
      title: t('settings.policyPreview.effect'),
      render: (_, { kind, changes, line }) => {
        const isHeld = line !== null && changes > line;
        return (
          <Tag color={isHeld ? 'warning' : 'default'} data-judged={`${kind}.${isHeld ? 'held' : 'let'}`}>
            {t(isHeld ? 'settings.policyPreview.held' : 'settings.policyPreview.let')}
          </Tag>
        );
      },
    },
  ];
  return (
    <>
      <Typography.Text strong>
        {t('settings.policyPreview.size', { size: counted(people, departments, 'departments') })}
      </Typography.Text>
      <WideTable<Kind>
        label={t('settings.policyPreview.title')}
        rowKey="kind"
        size="small"
        columns={columns}
        dataSource={kinds}
      />
    </>
  );
}
