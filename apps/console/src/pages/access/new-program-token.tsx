import { Alert, DatePicker, Flex, Form, Input, Modal, Select } from 'antd';
import dayjs from 'dayjs';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../api/ask.js';
import { FailureTold } from '../../parts/failure-told.js';
import { Secret } from '../../parts/secret.js';
import { roles } from './roles.js';
import type { Role } from './roles.js';

interface Wanted {
  readonly label: string;
  readonly role: Role;
  readonly expiresAt?: Dayjs | null;
}

/** Makes a token for a program and shows it once. */
export function NewProgramToken({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Wanted>();
  const issue = useOrder('POST /api-tokens');
  const make = ({ label, role, expiresAt }: Wanted) => {
    const body = { label, role, ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}) };
    issue.mutate({ body });
  };
  return (
    <Modal
      open
      title={t('access.newToken')}
      okText={issue.data ? t('common.close') : t('access.newToken')}
      cancelText={t('common.cancel')}
      confirmLoading={issue.isPending}
      onOk={() => {
        if (issue.data) close();
        else form.submit();
      }}
      onCancel={close}
    >
      {issue.data ? (
        <Flex vertical gap="middle">
          <Alert type="warning" showIcon title={t('tokens.shown')} />
          <Secret label={issue.data.token.label} value={issue.data.secret} />
        </Flex>
      ) : (
        <Form<Wanted> form={form} layout="vertical" initialValues={{ role: 'viewer' }} onFinish={make}>
          <Form.Item
            name="label"
            label={t('tokens.label')}
            rules={[{ required: true, whitespace: true, message: t('tokens.labelMissing') }]}
          >
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          <Form.Item name="role" label={t('access.role')} extra={t('access.roleAbout')}>
            <Select options={roles.map((value) => ({ value, label: t(`frame.roles.${value}`) }))} />
          </Form.Item>
          <Form.Item name="expiresAt" label={t('tokens.expiresAt')}>
            <DatePicker
              showTime={{ format: 'HH:mm' }}
              format="YYYY-MM-DD HH:mm"
              minDate={dayjs()}
              placeholder={t('common.never')}
              style={{ width: '100%' }}
            />
          </Form.Item>
          {issue.error && <FailureTold error={issue.error} />}
        </Form>
      )}
    </Modal>
  );
}
