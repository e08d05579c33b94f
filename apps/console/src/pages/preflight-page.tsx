import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Collapse, Descriptions, Empty, Flex, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.js';
import { addressAt, call } from '../api/call.js';
import type { Answer } from '../api/call.js';
import { Refusal } from '../api/refusal.js';
import { useConnection } from '../frame/connection.js';
import { useMayChange } from '../frame/session.js';
import { useCounted } from '../parts/counted.js';
import { useAwaitedReport } from '../parts/awaited-report.js';
import { FailureTold } from '../parts/failure-told.js';
import { Instant } from '../parts/instant.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { Panel } from '../parts/panel.js';
import { PreflightFindings } from './preflight-findings.js';
import type { PreflightLanguage } from './preflight-findings.js';

type Report = Answer<'GET /connections/{id}/preflight'>;

/** Who could not be made, before anything is written: look, read, and export. */
export function PreflightPage() {
  const { t, i18n } = useTranslation();
  const { id } = useConnection();
  const mayChange = useMayChange();
  const lang: PreflightLanguage = i18n.language === 'zh-CN' ? 'zh' : 'en';
  const report = useAsk(
    'GET /connections/{id}/preflight',
    { place: { id }, query: { lang } },
    { topics: ['reports'] },
  );
  const { look, isLooking, error } = useAwaitedReport(report.data?.id, () =>
    call('POST /connections/{id}/preflight', { place: { id }, query: { lang } }),
  );
  const nobodyLooked = report.error instanceof Refusal && report.error.status === 404 && !report.data;
  const actions = (
    <Flex gap="small" wrap>
      {report.data && (
        <Button
          icon={<DownloadOutlined />}
          href={addressAt('GET /connections/{id}/preflight/findings.csv', { place: { id }, query: { lang } })}
          download
        >
          {t('preflight.csv')}
        </Button>
      )}
      {mayChange && (
        <Button type="primary" loading={isLooking} onClick={look}>
          {t('preflight.look')}
        </Button>
      )}
    </Flex>
  );
  return (
    <Page title={t('preflight.title')} lead={t('preflight.lead')} actions={actions}>
      {isLooking && <Alert type="info" showIcon title={t('preflight.looking')} />}
      {error && <FailureTold error={error} />}
      {nobodyLooked ? (
        <Empty description={t('preflight.none')}>
          <Typography.Paragraph>{t('preflight.noneMend')}</Typography.Paragraph>
        </Empty>
      ) : (
        <Loaded query={report}>
          {(loaded) => <ReportTold connectionId={id} report={loaded} lang={lang} />}
        </Loaded>
      )}
    </Page>
  );
}

function ReportTold({
  connectionId,
  report: { finishedAt, people, departments, existing, found },
  lang,
}: {
  readonly connectionId: string;
  readonly report: Report;
  readonly lang: PreflightLanguage;
}) {
  const { t } = useTranslation();
  return (
    <>
      <Panel>
        <Descriptions
          size="small"
          column={{ xs: 1, md: 2 }}
          items={[
            {
              key: 'at',
              label: t('preflight.finishedAt'),
              children: <Instant at={finishedAt} />,
            },
            { key: 'people', label: t('preflight.people'), children: people },
            { key: 'departments', label: t('preflight.departments'), children: departments },
            { key: 'existing', label: t('preflight.existing'), children: <Existing existing={existing} /> },
          ]}
        />
      </Panel>
      {found.length === 0 ? (
        <Alert type="success" showIcon title={t('preflight.clear')} />
      ) : (
        <section aria-label={t('preflight.found')}>
          <Collapse
            items={found.map(({ kind, severity, what, mend, n }) => ({
              key: kind,
              label: (
                <Flex gap="small" align="center" wrap data-finding={kind}>
                  <Tag color={severity === 'stops' ? 'error' : 'warning'}>{t(`preflight.${severity}`)}</Tag>
                  <strong>{what}</strong>
                  <span>{n}</span>
                </Flex>
              ),
              children: (
                <Flex vertical gap="middle">
                  <Typography.Text type="secondary">{mend}</Typography.Text>
                  <PreflightFindings connectionId={connectionId} kind={kind} lang={lang} />
                </Flex>
              ),
            }))}
          />
        </section>
      )}
    </>
  );
}

function Existing({ existing }: { readonly existing: Report['existing'] }) {
  const { t } = useTranslation();
  const counted = useCounted();
  const { kind, accounts = 0, departments = 0, whole, scope, code } = existing;
  if (kind === 'read') {
    return (
      <Flex vertical>
        <span>{counted(accounts, departments, 'departments')}</span>
        {whole === false && <Typography.Text type="warning">{t('preflight.partly')}</Typography.Text>}
      </Flex>
    );
  }
  return (
    <Flex vertical>
      <Typography.Text type="warning">{t('preflight.unknown')}</Typography.Text>
      {scope !== undefined && <span>{t('preflight.permission', { permission: scope })}</span>}
      {code !== undefined && <span>{t('preflight.code', { code })}</span>}
    </Flex>
  );
}
