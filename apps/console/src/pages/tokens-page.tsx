import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Popconfirm, Tag } from 'antd';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useOrder } from '../api/ask.js';
import type { Answer } from '../api/call.js';
import { useConnection } from '../frame/connection.js';
import { useMayChange } from '../frame/session.js';
import { FailureTold } from '../parts/failure-told.js';
import { Instant } from '../parts/instant.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { NewToken } from './new-token.js';
import { tokenColours, tokenState } from './token-state.js';
import { WideTable } from '../parts/wide-table.js';

type Token = Answer<'GET /connections/{id}/tokens'>[number];

/** The SCIM tokens of a connection. */
export function TokensPage() {
  const { t } = useTranslation();
  const { id } = useConnection();
  const mayChange = useMayChange();
  const [making, setMaking] = useState(false);
  const tokens = useAsk('GET /connections/{id}/tokens', { place: { id } });
  const columns: TableColumnsType<Token> = [
    { title: t('tokens.label'), dataIndex: 'label' },
    {
      title: t('tokens.state'),
      render: (_, token) => {
        const state = tokenState(token, new Date());
        return <Tag color={tokenColours[state]}>{t(`tokens.${state}`)}</Tag>;
      },
    },
    { title: t('tokens.createdAt'), render: (_, { createdAt }) => <Instant at={createdAt} /> },
    { title: t('tokens.expiresAt'), render: (_, { expiresAt }) => <Instant at={expiresAt} /> },
    { title: t('tokens.lastUsedAt'), render: (_, { lastUsedAt }) => <Instant at={lastUsedAt} /> },
    ...(mayChange
      ? [
          {
            title: t('common.actions'),
            render: (_: unknown, token: Token) =>
              tokenState(token, new Date()) === 'valid' && <Revoke connectionId={id} token={token} />,
          },
        ]
      : []),
  ];
  const create = mayChange && (
    <Button
      type="primary"
      icon={<PlusOutlined />}
      onClick={() => {
        setMaking(true);
      }}
    >
      {t('tokens.create')}
    </Button>
  );
  return (
    <Page title={t('tokens.title')} lead={t('tokens.lead')} actions={create}>
      <Loaded query={tokens}>
        {(loaded) => (
          <WideTable<Token>
            label={t('tokens.title')}
            rowKey="id"
            columns={columns}
            dataSource={loaded}
            locale={{ emptyText: t('tokens.none') }}
          />
        )}
      </Loaded>
      {making && (
        <NewToken
          connectionId={id}
          close={() => {
            setMaking(false);
          }}
        />
      )}
    </Page>
  );
}

function Revoke({ connectionId, token }: { readonly connectionId: string; readonly token: Token }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const revoke = useOrder('DELETE /connections/{id}/tokens/{token}');
  if (revoke.error) return <FailureTold error={revoke.error} />;
  return (
    <Popconfirm
      title={t('tokens.revokeSure', { label: token.label })}
      okText={t('tokens.revoke')}
      cancelText={t('common.cancel')}
      onConfirm={() => {
        revoke.mutate(
          { place: { id: connectionId, token: token.id } },
          { onSuccess: () => void message.success(t('tokens.revokeDone')) },
        );
      }}
    >
      <Button danger loading={revoke.isPending}>
        {t('tokens.revoke')}
      </Button>
    </Popconfirm>
  );
}
