import { Alert, Col, Descriptions, Flex, Row, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../api/ask.js';
import type { Answer } from '../../api/call.js';
import { useConnection } from '../../frame/connection.js';
import { useMayChange } from '../../frame/session.js';
import { Instant } from '../../parts/instant.js';
import { useKnownWord } from '../../parts/known-word.js';
import { Loaded } from '../../parts/loaded.js';
import { OrderButton } from '../../parts/order-button.js';
import { Page } from '../../parts/page.js';
import { Panel } from '../../parts/panel.js';
import { Secret } from '../../parts/secret.js';
import { toldInstant } from '../../parts/told-instant.js';
import { TroubleBanners } from '../trouble-banners.js';
import { CallbackForm } from './callback-form.js';
import { useAge } from './age.js';

type Mirror = Answer<'GET /connections/{id}/mirror'>;

const colours = {
  idle: 'success',
  reading: 'processing',
  confirming: 'processing',
  held: 'warning',
} as const;

/** What is shown of DingTalk, how old it is, how its reading goes, and what somebody decides about it. */
export function MirrorPage() {
  const { t } = useTranslation();
  const { id } = useConnection();
  const mayChange = useMayChange();
  const mirror = useAsk('GET /connections/{id}/mirror', { place: { id } }, { topics: ['mirror'] });
  const site = useAsk('GET /site', {});
  const actions = mayChange && (
    <OrderButton
      order="POST /connections/{id}/mirror/crawl"
      given={{ place: { id } }}
      done={t('mirror.crawlAsked')}
      type="primary"
    >
      {t('mirror.crawl')}
    </OrderButton>
  );
  return (
    <Page title={t('mirror.title')} lead={t('mirror.lead')} actions={actions}>
      <TroubleBanners connectionId={id} />
      <Loaded query={mirror}>
        {(loaded) => (
          <>
            <Warnings connectionId={id} mirror={loaded} />
            <Row gutter={[16, 16]}>
              <Col xs={24} lg={12}>
                <Panel title={t('mirror.snapshot')} state="snapshot">
                  <Snapshot mirror={loaded} />
                </Panel>
              </Col>
              <Col xs={24} lg={12}>
                <Panel title={t('mirror.stage')} state={loaded.stage}>
                  <Reading mirror={loaded} />
                </Panel>
              </Col>
            </Row>
            {site.data && (
              <Panel>
                <Secret label={t('overview.scimUrl')} value={site.data.scimUrl} />
              </Panel>
            )}
            {mayChange && (
              <Panel title={t('mirror.callback')}>
                <CallbackForm connectionId={id} isSet={loaded.callback} />
              </Panel>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** What somebody has to look at: a held reading, others that write there, what rests. */
function Warnings({ connectionId: id, mirror }: { readonly connectionId: string; readonly mirror: Mirror }) {
  const { t, i18n } = useTranslation();
  const mayChange = useMayChange();
  const word = useKnownWord();
  const { stage, known, vanished, opposite, notBefore, failures, reason } = mirror;
  return (
    <>
      {stage === 'held' && (
        <Alert
          type="warning"
          showIcon
          data-banner="held"
          title={t('mirror.held', { known: known ?? 0, count: vanished ?? 0 })}
          description={
            <Flex vertical gap="small">
              <span>{t('mirror.heldMend')}</span>
              {mayChange && (
                <Flex gap="small" wrap>
                  <OrderButton
                    order="POST /connections/{id}/mirror/release"
                    given={{ place: { id } }}
                    sure={t('mirror.releaseSure')}
                    done={t('mirror.released')}
                  >
                    {t('mirror.release')}
                  </OrderButton>
                  <OrderButton
                    order="POST /connections/{id}/mirror/discard"
                    given={{ place: { id } }}
                    sure={t('mirror.discardSure')}
                    done={t('mirror.discarded')}
                    danger
                  >
                    {t('mirror.discard')}
                  </OrderButton>
                </Flex>
              )}
            </Flex>
          }
        />
      )}
      {opposite.length > 0 && (
        <Alert
          type="warning"
          showIcon
          data-banner="opposite"
          title={t('mirror.opposite', { names: opposite.join(t('common.comma')) })}
          description={t('mirror.oppositeAbout')}
        />
      )}
      {notBefore !== null && failures > 0 && (
        <Alert
          type="warning"
          showIcon
          data-banner="rests"
          title={t('mirror.rests', { when: toldInstant(notBefore, i18n.language), count: failures })}
          description={reason !== null && word('overview.restReasons', reason)}
        />
      )}
    </>
  );
}

function Snapshot({ mirror }: { readonly mirror: Mirror }) {
  const { t } = useTranslation();
  const age = useAge();
  const { snapshotAt, snapshotPartial, unconfirmed, hiddenFields } = mirror;
  if (snapshotAt === null) return <Typography.Text type="warning">{t('mirror.noSnapshot')}</Typography.Text>;
  const fields = hiddenFields.map((field) => t(`mirror.hiddenFields.${field}`)).join(t('common.comma'));
  return (
    <Flex vertical gap="small">
      <span>
        {t('mirror.snapshotAt')} <Instant at={snapshotAt} /> ({age(snapshotAt)})
      </span>
      {snapshotPartial && <Typography.Text type="warning">{t('mirror.partial')}</Typography.Text>}
      {unconfirmed > 0 && (
        <Typography.Text type="warning">{t('mirror.unconfirmed', { count: unconfirmed })}</Typography.Text>
      )}
      {hiddenFields.length > 0 && (
        <Typography.Text type="warning">{t('mirror.hidden', { fields })}</Typography.Text>
      )}
    </Flex>
  );
}

function Reading({ mirror }: { readonly mirror: Mirror }) {
  const { t, i18n } = useTranslation();
  const word = useKnownWord();
  const { stage, crawlStartedAt, crawlReason, dueAt, dueReason, streamOpenSince, heardAt } = mirror;
  const stream =
    streamOpenSince === null
      ? t('mirror.streamClosed')
      : t('mirror.streamOpen', { when: toldInstant(streamOpenSince, i18n.language) });
  return (
    <Descriptions
      size="small"
      column={1}
      items={[
        {
          key: 'stage',
          label: t('common.state'),
          children: <Tag color={colours[stage]}>{t(`mirror.stages.${stage}`)}</Tag>,
        },
        ...(stage === 'idle'
          ? []
          : [
              {
                key: 'started',
                label: t('mirror.startedAt'),
                children: (
                  <span>
                    <Instant at={crawlStartedAt} />{' '}
                    {crawlReason !== null && `(${word('mirror.reasons', crawlReason)})`}
                  </span>
                ),
              },
            ]),
        {
          key: 'due',
          label: t('mirror.dueAt'),
          children: (
            <span>
              {toldInstant(dueAt, i18n.language)} {dueAt !== null && `(${word('mirror.reasons', dueReason)})`}
            </span>
          ),
        },
        { key: 'stream', label: t('mirror.stream'), children: stream },
        { key: 'heard', label: t('mirror.heardAt'), children: toldInstant(heardAt, i18n.language) },
      ]}
    />
  );
}
