import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Tag, Typography } from 'antd';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../api/ask.js';
import type { Answer } from '../../api/call.js';
import { Instant } from '../../parts/instant.js';
import { Loaded } from '../../parts/loaded.js';
import { OrderButton } from '../../parts/order-button.js';
import { WideTable } from '../../parts/wide-table.js';
import { tokenColours, tokenState } from '../token-state.js';
import { NewProgramToken } from './new-program-token.js';

type Token = Answer<'GET /api-tokens'>[number];

/** The tokens of programs that use the admin API. */
export function ProgramTokens() {
  const { t } = useTranslation();
  const [making, setMaking] = useState(false);
  const tokens = useAsk('GET /api-tokens', {});
  const columns: TableColumnsType<Token> = [
    { title: t('tokens.label'), dataIndex: 'label' },
    { title: t('access.role'), render: (_, { role }) => t(`frame.roles.${role}`) },
    {
      title: t('tokens.state'),
      render: (_, token) => {
        const state = tokenState(token, new Date());
        return <Tag color={tokenColours[state]}>{t(`tokens.${state}`)}</Tag>;
      },
    },
    { title: t('access.createdBy'), dataIndex: 'createdBy' },
    { title: t('tokens.createdAt'), render: (_, { createdAt }) => <Instant at={createdAt} /> },
    { title: t('tokens.expiresAt'), render: (_, { expiresAt }) => <Instant at={expiresAt} /> },
    { title: t('tokens.lastUsedAt'), render: (_, { lastUsedAt }) => <Instant at={lastUsedAt} /> },
    {
      title: t('common.actions'),
      render: (_, token) =>
        tokenState(token, new Date()) === 'valid' && (
          <OrderButton
            order="DELETE /api-tokens/{token}"
            given={{ place: { token: token.id } }}
            sure={t('tokens.revokeSure', { label: token.label })}
            done={t('tokens.revokeDone')}
            size="small"
            danger
          >
            {t('tokens.revoke')}
          </OrderButton>
        ),
    },
  ];
  return (
    <Flex vertical gap="middle">
      <Typography.Text type="secondary">{t('access.tokensLead')}</Typography.Text>
      <Flex>
        <Button
          icon={<PlusOutlined />}
          onClick={() => {
            setMaking(true);
          }}
        >
          {t('access.newToken')}
        </Button>
      </Flex>
      <Loaded query={tokens}>
        {(loaded) => (
          <WideTable<Token>
            label={t('access.tokens')}
            rowKey="id"
            columns={columns}
            dataSource={loaded}
            locale={{ emptyText: t('access.noTokens') }}
          />
        )}
      </Loaded>
      {making && (
        <NewProgramToken
          close={() => {
            setMaking(false);
          }}
        />
      )}
    </Flex>
  );
}
