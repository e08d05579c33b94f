import { Alert, Button, Empty, Flex, Select, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../api/ask.js';
import { call } from '../../api/call.js';
import type { Answer } from '../../api/call.js';
import { Refusal } from '../../api/refusal.js';
import { useConnection } from '../../frame/connection.js';
import { useMayChange } from '../../frame/session.js';
import { useAwaitedReport } from '../../parts/awaited-report.js';
import { FailureTold } from '../../parts/failure-told.js';
import { Instant } from '../../parts/instant.js';
import { Loaded } from '../../parts/loaded.js';
import { Page } from '../../parts/page.js';
import { Proposals } from './proposals.js';

type List = Answer<'GET /connections/{id}/adoptions'>;

export const proposalStates = ['open', 'approved', 'adopted', 'refused', 'moved'] as const;
export type ProposalState = (typeof proposalStates)[number];

/** What was in DingTalk before and could be taken over: looked for, reviewed, decided. */
export function AdoptionPage() {
  const { t } = useTranslation();
  const { id } = useConnection();
  const mayChange = useMayChange();
  const list = useAsk('GET /connections/{id}/adoptions', { place: { id } }, { topics: ['links', 'reports'] });
  const { look, isLooking, error } = useAwaitedReport(list.data?.id, () =>
    call('POST /connections/{id}/adoptions/search', { place: { id } }),
  );
  const nobodyLooked = list.error instanceof Refusal && list.error.status === 404 && !list.data;
  const actions = mayChange && (
    <Button type="primary" loading={isLooking} onClick={look}>
      {t('adoption.search')}
    </Button>
  );
  return (
    <Page title={t('adoption.title')} lead={t('adoption.lead')} actions={actions}>
      {isLooking && <Alert type="info" showIcon title={t('adoption.searching')} />}
      {error && <FailureTold error={error} />}
      {nobodyLooked ? (
        <Empty description={t('adoption.none')}>
          <Typography.Paragraph>{t('adoption.noneMend')}</Typography.Paragraph>
        </Empty>
      ) : (
        <Loaded query={list}>{(loaded) => <Review connectionId={id} list={loaded} />}</Loaded>
      )}
    </Page>
  );
}

function Review({ connectionId, list }: { readonly connectionId: string; readonly list: List }) {
  const { t } = useTranslation();
  const [state, setState] = useState<ProposalState>('open');
  const { id, finishedAt, seen, counts } = list;
  return (
    <Flex vertical gap="middle">
      {seen.kind === 'unknown' && <Alert type="warning" showIcon title={t('adoption.unknown')} />}
      {seen.whole === false && <Alert type="warning" showIcon title={t('adoption.partly')} />}
      <Flex gap="middle" align="center" wrap>
        <Select<ProposalState>
          aria-label={t('adoption.show')}
          value={state}
          style={{ width: 240 }}
          options={proposalStates.map((value) => ({
            value,
            label: `${t(`adoption.states.${value}`)} (${String(counts[value] ?? 0)})`,
          }))}
          onChange={setState}
        />
        <span>
          {t('adoption.finishedAt')}: <Instant at={finishedAt} />
        </span>
      </Flex>
      <Proposals key={state} connectionId={connectionId} listId={id} state={state} />
    </Flex>
  );
}
