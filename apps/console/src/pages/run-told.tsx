import { Alert, Col, Row, Statistic, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../api/call.js';
import { AskedBy } from '../parts/asked-by.js';
import { Instant } from '../parts/instant.js';
import { Panel } from '../parts/panel.js';

type Run = Answer<'GET /connections/{id}/runs/{run}'>;

/** What a run adds up to, and why it waits. */
export function RunTold({ run }: { readonly run: Run }) {
  const { t } = useTranslation();
  const { state, totals, kindsOver, requestedBy, createdAt, counts } = run;
  const kinds = kindsOver.map((kind) => t(`plans.changeKinds.${kind}`)).join(t('common.comma'));
  return (
    <>
      <Alert
        type={state === 'held' ? 'warning' : 'info'}
        showIcon
        data-run={state}
        title={t(`plans.states.${state}`)}
        description={
          <>
            {kindsOver.length > 0 && <div>{t('plans.over', { kinds })}</div>}
            {totals && <div>{t('plans.minutes', { count: Math.ceil(totals.minutes * 10) / 10 })}</div>}
            {totals && totals.texts > 0 && <div>{t('plans.texts', { count: totals.texts })}</div>}
            <div>
              {t('plans.requestedBy')}: <AskedBy by={requestedBy} /> · <Instant at={createdAt} />
            </div>
          </>
        }
      />
      <Panel title={t('plans.changes')}>
        <Row gutter={[16, 16]}>
          {counts.map(({ kind, state: item, n }) => (
            <Col key={`${kind}.${item}`} xs={12} md={6}>
              <Statistic title={t(`plans.changeKinds.${kind}`)} value={n} />
              <Tag>{t(`plans.itemStates.${item}`)}</Tag>
            </Col>
          ))}
        </Row>
      </Panel>
    </>
  );
}
