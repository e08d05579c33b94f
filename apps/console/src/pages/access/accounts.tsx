import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Flex, Select, Tag } from 'antd';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useOrder } from '../../api/ask.js';
import type { Answer } from '../../api/call.js';
import { Refusal } from '../../api/refusal.js';
import { Instant } from '../../parts/instant.js';
import { Loaded } from '../../parts/loaded.js';
import { OrderButton } from '../../parts/order-button.js';
import { WideTable } from '../../parts/wide-table.js';
import { GivenPassword } from './given-password.js';
import { NewAccount } from './new-account.js';
import { roles } from './roles.js';
import type { Role } from './roles.js';

type Account = Answer<'GET /accounts'>[number];

/** Everybody who may sign in by password, with what can be done about each. */
export function Accounts() {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const accounts = useAsk('GET /accounts', {});
  const columns: TableColumnsType<Account> = [
    { title: t('access.name'), dataIndex: 'name' },
    {
      title: t('access.role'),
      render: (_, account) =>
        account.signsIn === 'provider' ? t(`frame.roles.${account.role}`) : <RoleSelect account={account} />,
    },
    { title: t('access.signsIn'), render: (_, { signsIn }) => t(`access.waysIn.${signsIn}`) },
    {
      title: t('common.state'),
      render: (_, { disabled }) => (
        <Tag color={disabled ? 'default' : 'success'}>
          {t(disabled ? 'access.disabled' : 'access.enabled')}
        </Tag>
      ),
    },
    { title: t('access.createdAt'), render: (_, { createdAt }) => <Instant at={createdAt} /> },
    { title: t('common.actions'), render: (_, account) => <Orders account={account} /> },
  ];
  return (
    <Flex vertical gap="middle">
      <Flex>
        <Button
          type="primary"
          icon={<PlusOutlined />}
          onClick={() => {
            setAdding(true);
          }}
        >
          {t('access.add')}
        </Button>
      </Flex>
      <Loaded query={accounts}>
        {(loaded) => (
          <WideTable<Account>
            label={t('access.accounts')}
            rowKey="name"
            columns={columns}
            dataSource={loaded}
          />
        )}
      </Loaded>
      {adding && (
        <NewAccount
          close={() => {
            setAdding(false);
          }}
        />
      )}
    </Flex>
  );
}

function RoleSelect({ account: { name, role } }: { readonly account: Account }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const change = useOrder('PUT /accounts/{name}');
  return (
    <Select<Role>
      aria-label={t('access.roleOf', { name })}
      value={role}
      loading={change.isPending}
      style={{ width: 150 }}
      options={roles.map((value) => ({ value, label: t(`frame.roles.${value}`) }))}
      onChange={(wanted) => {
        change.mutate(
          { place: { name }, body: { role: wanted } },
          {
            onSuccess: () => void message.success(t('access.changed')),
            onError: (error) => {
              const isLast = error instanceof Refusal && error.status === 404;
              void message.error(t(isLast ? 'access.last' : 'failures.fault.what'));
            },
          },
        );
      }}
    />
  );
}

function Orders({ account: { name, disabled, signsIn } }: { readonly account: Account }) {
  const { t } = useTranslation();
  const [giving, setGiving] = useState(false);
  const told = { done: t('access.changed'), refused: t('access.last') };
  return (
    <Flex gap="small">
      {signsIn === 'password' && (
        <Button
          size="small"
          onClick={() => {
            setGiving(true);
          }}
        >
          {t('access.givePassword')}
        </Button>
      )}
      <OrderButton
        order="PUT /accounts/{name}"
        given={{ place: { name }, body: { disabled: !disabled } }}
        size="small"
        {...(disabled ? {} : { sure: t('access.disableSure', { name }) })}
        {...told}
      >
        {t(disabled ? 'access.enable' : 'access.disable')}
      </OrderButton>
      <OrderButton
        order="DELETE /accounts/{name}"
        given={{ place: { name } }}
        sure={t('access.removeSure', { name })}
        size="small"
        danger
        {...told}
      >
        {t('access.remove')}
      </OrderButton>
      {giving && (
        <GivenPassword
          name={name}
          close={() => {
            setGiving(false);
          }}
        />
      )}
    </Flex>
  );
}
