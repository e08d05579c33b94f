import { App, Form, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../api/ask.js';
import { FailureTold } from '../../parts/failure-told.js';
import { PasswordField } from './password-field.js';

/** Gives somebody else a new password. */
export function GivenPassword({ name, close }: { readonly name: string; readonly close: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ password: string }>();
  const change = useOrder('PUT /accounts/{name}');
  return (
    <Modal
      open
      title={t('access.givePasswordOf', { name })}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      confirmLoading={change.isPending}
      onOk={form.submit}
      onCancel={close}
    >
      <Typography.Paragraph type="secondary">{t('access.giveAbout', { name })}</Typography.Paragraph>
      <Form<{ password: string }>
        form={form}
        layout="vertical"
        autoComplete="off"
        onFinish={(body) => {
          change.mutate(
            { place: { name }, body },
            {
              onSuccess: () => {
                void message.success(t('access.changed'));
                close();
              },
            },
          );
        }}
      >
        <PasswordField name="password" label={t('access.password')} extra={t('access.passwordAbout')} />
        {change.error && <FailureTold error={change.error} />}
      </Form>
    </Modal>
  );
}
