import { App, Button, Drawer, Flex, Popconfirm } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../api/ask.js';
import { call } from '../api/call.js';
import type { Answer } from '../api/call.js';
import { useMayChange } from '../frame/session.js';
import { FailureTold } from '../parts/failure-told.js';
import { OrderButton } from '../parts/order-button.js';
import { TraceTold } from '../parts/trace-told.js';
import { AdoptAccount } from './adoption/adopt-account.js';

type Person = Answer<'GET /connections/{id}/people/{person}'>;

/** What can be ordered for one person. */
export function PersonOrders({
  connectionId,
  person: { id: person, name, userName, state, reason, presence },
}: {
  readonly connectionId: string;
  readonly person: Person;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const mayChange = useMayChange();
  const queries = useQueryClient();
  const retry = useOrder('POST /connections/{id}/people/{person}/retry');
  const recreate = useOrder('POST /connections/{id}/people/{person}/recreate');
  const trace = useMutation({
    mutationFn: (how: 'explain' | 'sync') => {
      const place = { id: connectionId, resource: person };
      return how === 'explain'
        ? call('GET /connections/{id}/resources/{resource}/explain', { place })
        : call('POST /connections/{id}/resources/{resource}/sync', { place });
    },
    onSettled: () => queries.invalidateQueries(),
  });
  const failed = () => void message.error(t('failures.fault.what'));
  return (
    <Flex gap="small" wrap>
      <Button
        loading={trace.isPending && trace.variables === 'explain'}
        onClick={() => {
          trace.mutate('explain');
        }}
      >
        {t('person.explain')}
      </Button>
      {mayChange && (
        <Button
          loading={trace.isPending && trace.variables === 'sync'}
          onClick={() => {
            trace.mutate('sync');
          }}
        >
          {t('person.sync')}
        </Button>
      )}
      {mayChange && (state === 'blocked' || state === 'waiting') && (
        <Button
          loading={retry.isPending}
          onClick={() => {
            retry.mutate(
              { place: { id: connectionId, person } },
              { onSuccess: () => void message.success(t('person.retried')), onError: failed },
            );
          }}
        >
          {t('person.retry')}
        </Button>
      )}
      {mayChange && reason === 'mobileChange' && (
        <Popconfirm
          title={t('person.recreateSure')}
          okText={t('person.recreate')}
          cancelText={t('common.cancel')}
          styles={{ root: { maxWidth: 360 } }}
          onConfirm={() => {
            recreate.mutate(
              { place: { id: connectionId, person } },
              { onSuccess: () => void message.success(t('person.recreated')), onError: failed },
            );
          }}
        >
          <Button danger loading={recreate.isPending}>
            {t('person.recreate')}
          </Button>
        </Popconfirm>
      )}
      {mayChange && (presence === 'none' || reason === 'unlinked') && (
        <AdoptAccount connectionId={connectionId} resourceId={person} name={name ?? userName ?? person} />
      )}
      {mayChange && presence === 'present' && reason !== 'unlinked' && (
        <OrderButton
          order="POST /connections/{id}/resources/{resource}/unlink"
          given={{ place: { id: connectionId, resource: person } }}
          sure={t('adoption.unlinkSure')}
          done={t('adoption.unlinked')}
          danger
        >
          {t('adoption.unlink')}
        </OrderButton>
      )}
      <Drawer
        open={trace.data !== undefined || trace.error !== null}
        title={t('person.trace')}
        size="large"
        onClose={trace.reset}
      >
        {trace.error && <FailureTold error={trace.error} />}
        {trace.data && <TraceTold trace={trace.data} />}
      </Drawer>
    </Flex>
  );
}
