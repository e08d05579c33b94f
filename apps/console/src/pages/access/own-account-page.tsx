import { Alert, App, Button, Flex, Form, Input, Tag } from 'antd';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAsk, useOrder } from '../../api/ask.js';
import type { Answer } from '../../api/call.js';
import { Refusal } from '../../api/refusal.js';
import { useSession } from '../../frame/session.js';
import { FailureTold } from '../../parts/failure-told.js';
import { Instant } from '../../parts/instant.js';
import { Loaded } from '../../parts/loaded.js';
import { OrderButton } from '../../parts/order-button.js';
import { Page } from '../../parts/page.js';
import { Panel } from '../../parts/panel.js';
import { WideTable } from '../../parts/wide-table.js';
import { PasswordField } from './password-field.js';

type Session = Answer<'GET /sessions'>[number];

/** One's own password, and where one is signed in. */
export function OwnAccountPage() {
  const { t } = useTranslation();
  const { user } = useSession();
  return (
    <Page title={t('access.own')} lead={t('access.ownLead', { user })}>
      <Panel title={t('access.changePassword')}>
        <OwnPassword />
      </Panel>
      <Panel title={t('access.sessions')}>
        <Sessions />
      </Panel>
    </Page>
  );
}

interface Entered {
  readonly present: string;
  readonly next: string;
  readonly again: string;
}

function OwnPassword() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Entered>();
  const change = useOrder('PUT /session/password');
  const isWrong = change.error instanceof Refusal && change.error.status === 403;
  const save = ({ present, next }: Entered) => {
    change.mutate(
      { body: { present, next } },
      {
        onSuccess: () => {
          form.resetFields();
          void message.success(t('access.passwordChanged'));
        },
      },
    );
  };
  return (
    <Form<Entered> form={form} layout="vertical" style={{ maxWidth: 420 }} onFinish={save}>
      <Form.Item
        name="present"
        label={t('access.present')}
        rules={[{ required: true, message: t('access.presentMissing') }]}
      >
        <Input.Password maxLength={1000} autoComplete="current-password" />
      </Form.Item>
      <PasswordField name="next" label={t('access.next')} />
      <Form.Item
        name="again"
        label={t('access.again')}
        dependencies={['next']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, again: string | undefined) =>
              again === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error(t('access.differs'))),
          }),
        ]}
      >
        <Input.Password maxLength={1000} autoComplete="new-password" />
      </Form.Item>
      <Flex vertical gap="middle">
        {isWrong && <Alert type="error" showIcon title={t('access.presentWrong')} />}
        {change.error && !isWrong && <FailureTold error={change.error} />}
        <div>
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            {t('access.changePassword')}
          </Button>
        </div>
      </Flex>
    </Form>
  );
}

function Sessions() {
  const { t } = useTranslation();
  const sessions = useAsk('GET /sessions', {});
  const columns: TableColumnsType<Session> = [
    { title: t('access.begunAt'), render: (_, { begunAt }) => <Instant at={begunAt} /> },
    { title: t('access.expiresAt'), render: (_, { expiresAt }) => <Instant at={expiresAt} /> },
    {
      title: t('common.actions'),
      render: (_, { id, isThis }) =>
        isThis ? (
          <Tag color="success">{t('access.thisOne')}</Tag>
        ) : (
          <OrderButton
            order="DELETE /sessions/{session}"
            given={{ place: { session: id } }}
            done={t('access.ended')}
            size="small"
          >
            {t('access.end')}
          </OrderButton>
        ),
    },
  ];
  return (
    <Loaded query={sessions}>
      {(loaded) => (
        <Flex vertical gap="middle">
          <WideTable<Session>
            label={t('access.sessions')}
            rowKey="id"
            size="small"
            columns={columns}
            dataSource={loaded}
          />
          {loaded.length > 1 && (
            <div>
              <OrderButton order="DELETE /sessions" given={{}} done={t('access.ended')}>
                {t('access.endOthers')}
              </OrderButton>
            </div>
          )}
        </Flex>
      )}
    </Loaded>
  );
}
