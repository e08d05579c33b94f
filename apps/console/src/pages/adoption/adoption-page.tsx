import { Alert, Button, Empty, Flex, Select, Typography } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../api/ask.js';
import { call } from '../../api/call.js';
import type { Answer } from '../../api/call.js';
import { Refusal } from '../../api/refusal.js';
import { useConnection } from '../../frame/connection.js';
import { useMayChange } from '../../frame/session.js';
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
  const queries = useQueryClient();
  /** The list that was the newest when a search was asked for that takes longer than a request. */
  const [before, setBefore] = useState<string | null>();
  const list = useAsk(
    'GET /connections/{id}/adoptions',
    { place: { id } },
    before === undefined ? {} : { everyMs: 3_000 },
  );
  const search = useMutation({
    mutationFn: () => call('POST /connections/{id}/adoptions/search', { place: { id } }),
    onSuccess: (answer) => {
      setBefore('task' in answer ? (list.data?.id ?? null) : undefined);
    },
    onSettled: () => queries.invalidateQueries(),
  });
  const isLater = before !== undefined && (list.data?.id ?? null) === before;
  const isSearching = search.isPending || isLater;
  const nobodyLooked = list.error instanceof Refusal && list.error.status === 404 && !list.data;
  const actions = mayChange && (
    <Button
      type="primary"
      loading={isSearching}
      onClick={() => {
        search.mutate();
      }}
    >
      {t('adoption.search')}
    </Button>
  );
  return (
    <Page title={t('adoption.title')} lead={t('adoption.lead')} actions={actions}>
      {isSearching && <Alert type="info" showIcon title={t('adoption.searching')} />}
      {search.error && <FailureTold error={search.error} />}
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
