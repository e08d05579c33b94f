import { Alert, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../api/ask.js';
import type { Given } from '../../api/call.js';
import { Refusal } from '../../api/refusal.js';
import { FailureTold } from '../../parts/failure-told.js';
import { PasswordField } from './password-field.js';
import { roles } from './roles.js';

type Entered = Given<'POST /accounts'>['body'];

/** Lets somebody sign in by password. */
export function NewAccount({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Entered>();
  const add = useOrder('POST /accounts');
  const isTaken = add.error instanceof Refusal && add.error.status === 409;
  return (
    <Modal
      open
      title={t('access.add')}
      okText={t('access.add')}
      cancelText={t('common.cancel')}
      confirmLoading={add.isPending}
      onOk={form.submit}
      onCancel={close}
    >
      <Form<Entered>
        form={form}
        layout="vertical"
        initialValues={{ role: 'viewer' }}
        autoComplete="off"
        onFinish={(body) => {
          add.mutate({ body }, { onSuccess: close });
        }}
      >
        <Form.Item
          name="name"
          label={t('access.name')}
          rules={[{ required: true, whitespace: true, pattern: /^[^/]+$/, message: t('access.nameMissing') }]}
        >
          <Input maxLength={100} autoComplete="off" autoCapitalize="none" />
        </Form.Item>
        <PasswordField name="password" label={t('access.password')} extra={t('access.passwordAbout')} />
        <Form.Item name="role" label={t('access.role')} extra={t('access.roleAbout')}>
          <Select options={roles.map((value) => ({ value, label: t(`frame.roles.${value}`) }))} />
        </Form.Item>
        {isTaken && <Alert type="error" showIcon title={t('access.taken')} />}
        {add.error && !isTaken && <FailureTold error={add.error} />}
      </Form>
    </Modal>
  );
}
