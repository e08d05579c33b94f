import { Alert, Button, Descriptions, Empty, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useOrder } from '../../api/ask.js';
import type { Answer } from '../../api/call.js';
import { Refusal } from '../../api/refusal.js';
import { useConnection } from '../../frame/connection.js';
import { useMayChange } from '../../frame/session.js';
import { FailureTold } from '../../parts/failure-told.js';
import { Instant } from '../../parts/instant.js';
import { useKnownWord } from '../../parts/known-word.js';
import { Loaded } from '../../parts/loaded.js';
import { OrderButton } from '../../parts/order-button.js';
import { Page } from '../../parts/page.js';
import { Panel } from '../../parts/panel.js';
import { DiagnosisOfSource } from './diagnosis-of-source.js';
import { SourceForm } from './source-form.js';
import { SourceRuns } from './source-runs.js';

type Source = Answer<'GET /connections/{id}/source'>;

/** The remote SCIM server that a connection is read from: where it is, how it is read, and what came of it. */
export function SourcePage() {
  const { t } = useTranslation();
  const { id } = useConnection();
  const mayChange = useMayChange();
  const [editing, setEditing] = useState(false);
  const source = useAsk('GET /connections/{id}/source', { place: { id } }, { topics: ['source'] });
  const isNone = source.error instanceof Refusal && source.error.status === 404;
  const close = () => {
    setEditing(false);
  };
  const edit = () => {
    setEditing(true);
  };
  return (
    <Page title={t('source.title')} lead={t('source.lead')}>
      {isNone && !editing && (
        <Empty description={t('source.none')}>
          <Typography.Paragraph>{t('source.noneMend')}</Typography.Paragraph>
          {mayChange && (
            <Button type="primary" onClick={edit}>
              {t('source.enter')}
            </Button>
          )}
        </Empty>
      )}
      {isNone && editing && (
        <Panel title={t('source.enter')}>
          <SourceForm connectionId={id} close={close} />
        </Panel>
      )}
      {!isNone && (
        <Loaded query={source}>
          {(loaded) =>
            editing ? (
              <Panel title={t('source.edit')}>
                <SourceForm connectionId={id} saved={loaded} close={close} />
              </Panel>
            ) : (
              <>
                <SourceTold connectionId={id} source={loaded} edit={edit} />
                <SourceRuns connectionId={id} />
              </>
            )
          }
        </Loaded>
      )}
    </Page>
  );
}

function SourceTold({
  connectionId: id,
  source: { baseUrl, auth, settings, paused, nextAt },
  edit,
}: {
  readonly connectionId: string;
  readonly source: Source;
  readonly edit: () => void;
}) {
  const { t } = useTranslation();
  const word = useKnownWord();
  const mayChange = useMayChange();
  const test = useOrder('POST /connections/{id}/source/test');
  const { schedule } = settings as { readonly schedule?: { readonly cron: string } | null };
  const place = { id };
  return (
    <>
      {paused && <Alert type="warning" showIcon title={t('source.paused')} />}
      <Panel>
        <Flex vertical gap="middle">
          <Descriptions
            size="small"
            column={{ xs: 1, md: 2 }}
            items={[
              {
                key: 'base',
                label: t('source.baseUrl'),
                children: <span className="wrap">{baseUrl}</span>,
              },
              {
                key: 'auth',
                label: t('source.auth'),
                children: word('source.auths', String(auth.kind)),
              },
              {
                key: 'schedule',
                label: t('source.schedule'),
                children: schedule ? <code>{schedule.cron}</code> : t('source.onDemand'),
              },
              { key: 'next', label: t('source.nextAt'), children: <Instant at={nextAt} /> },
            ]}
          />
          {mayChange && (
            <Flex gap="small" wrap>
              <OrderButton
                order="POST /connections/{id}/source/sync"
                given={{ place, body: {} }}
                done={t('source.asked')}
                type="primary"
                disabled={paused}
              >
                {t('source.sync')}
              </OrderButton>
              <OrderButton
                order="POST /connections/{id}/source/sync"
                given={{ place, body: { full: true } }}
                done={t('source.asked')}
                disabled={paused}
              >
                {t('source.syncFull')}
              </OrderButton>
              <Button
                loading={test.isPending}
                onClick={() => {
                  test.mutate({ place });
                }}
              >
                {t('source.test')}
              </Button>
              <OrderButton
                order={`POST /connections/{id}/source/${paused ? 'resume' : 'pause'}`}
                given={{ place }}
                done={t('common.done')}
              >
                {t(paused ? 'source.resume' : 'source.pause')}
              </OrderButton>
              <Button onClick={edit}>{t('source.edit')}</Button>
              <OrderButton
                order="DELETE /connections/{id}/source"
                given={{ place }}
                sure={t('source.removeSure')}
                done={t('source.removed')}
                danger
              >
                {t('source.remove')}
              </OrderButton>
            </Flex>
          )}
          {test.error && <FailureTold error={test.error} />}
          {test.data && <DiagnosisOfSource diagnosis={test.data} />}
        </Flex>
      </Panel>
    </>
  );
}
