import { Alert, Col, Flex, Progress, Row, Skeleton, Statistic } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.js';
import type { Answer } from '../api/call.js';
import { useConnection } from '../frame/connection.js';
import { useCounted } from '../parts/counted.js';
import { Instant } from '../parts/instant.js';
import { LinkButton } from '../parts/link-button.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { Secret } from '../parts/secret.js';
import { standings } from '../parts/standing-tag.js';
import { useTimeLeft } from '../parts/time-left.js';
import { TroubleBanners } from './trouble-banners.js';
import { Panel } from '../parts/panel.js';

type Overview = Answer<'GET /connections/{id}/overview'>;

const PulseChart = lazy(async () => ({ default: (await import('./pulse-chart.js')).PulseChart }));
const small = { content: { fontSize: 18 } };

/** How one connection is doing: what needs somebody comes first. */
export function OverviewPage() {
  const { t } = useTranslation();
  const { id } = useConnection();
  const overview = useAsk('GET /connections/{id}/overview', { place: { id } }, { topics: ['overview'] });
  const site = useAsk('GET /site', {});
  return (
    <Page title={t('overview.title')} lead={t('overview.live')}>
      <TroubleBanners connectionId={id} />
      <Loaded query={overview}>
        {(loaded) => (
          <>
            <Banners connectionId={id} overview={loaded} />
            <Standings overview={loaded} />
            <Pulse overview={loaded} />
          </>
        )}
      </Loaded>
      <Panel title={t('overview.chart')}>
        <Suspense fallback={<Skeleton active />}>
          <PulseChart connectionId={id} />
        </Suspense>
      </Panel>
      {site.data && (
        <Panel>
          <Secret label={t('overview.scimUrl')} value={site.data.scimUrl} />
        </Panel>
      )}
    </Page>
  );
}

/** What somebody has to look at, and where. */
function Banners({ connectionId, overview }: { readonly connectionId: string; readonly overview: Overview }) {
  const { t } = useTranslation();
  const { people, departments, progress } = overview;
  const blocked = people.blocked + departments.blocked;
  const held = people.held + departments.held;
  if (progress.total === 0) {
    return (
      <Alert
        type="info"
        showIcon
        title={t('overview.nothingYet')}
        description={t('overview.nothingYetMend')}
      />
    );
  }
  if (blocked + held === 0) {
    return (
      progress.done === progress.total && <Alert type="success" showIcon title={t('overview.allInStep')} />
    );
  }
  return (
    <>
      {held > 0 && (
        <Alert
          type="warning"
          showIcon
          data-banner="held"
          title={t('overview.held', { count: held })}
          action={<LinkButton to={`/connections/${connectionId}/plans`}>{t('overview.seePlans')}</LinkButton>}
        />
      )}
      {blocked > 0 && (
        <Alert
          type="error"
          showIcon
          data-banner="blocked"
          title={t('overview.someBlocked', { count: blocked })}
          action={
            <LinkButton to={`/connections/${connectionId}/attention`}>
              {t('overview.seeAttention')}
            </LinkButton>
          }
        />
      )}
    </>
  );
}

function Standings({ overview: { people, departments } }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const counted = useCounted();
  return (
    <Row gutter={[16, 16]}>
      {standings.map((standing) => (
        <Col key={standing} xs={12} md={8} lg={{ flex: '20%' }}>
          <Panel state={standing}>
            <Statistic title={t(`standings.${standing}`)} value={people[standing] + departments[standing]} />
            <span>{counted(people[standing], departments[standing], 'departments')}</span>
          </Panel>
        </Col>
      ))}
    </Row>
  );
}

function Pulse({ overview: { progress, calls, queue, lastChangeAt } }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const timeLeft = useTimeLeft();
  const { done, total, secondsLeft } = progress;
  const due = queue.reduce((sum, lane) => sum + lane.due, 0);
  const percent = total === 0 ? 0 : Math.floor((100 * done) / total);
  return (
    <Panel>
      <Flex vertical gap="middle">
        <div>
          <span>{t('overview.progressOf', { done, total })}</span>
          <Progress percent={percent} aria-label={t('overview.progress')} />
        </div>
        <Row gutter={[16, 16]}>
          <Col xs={12} lg={6}>
            <Statistic
              styles={small}
              title={t('overview.left')}
              value={timeLeft(done === total ? 0 : secondsLeft)}
            />
          </Col>
          <Col xs={12} lg={6}>
            <Statistic styles={small} title={t('overview.queue')} value={due} />
          </Col>
          <Col xs={12} lg={6}>
            <Statistic
              styles={small}
              title={t('overview.calls')}
              value={t('overview.callsOf', {
                used: calls.used.toFixed(1),
                allowed: calls.allowed.toFixed(1),
              })}
            />
          </Col>
          <Col xs={12} lg={6}>
            <Statistic
              styles={small}
              title={t('overview.lastChange')}
              valueRender={() =>
                lastChangeAt === null ? t('overview.noChange') : <Instant at={lastChangeAt} />
              }
            />
          </Col>
        </Row>
      </Flex>
    </Panel>
  );
}
