import { Alert, DatePicker, Flex, Form, Input, Modal } from 'antd';
import dayjs from 'dayjs';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../api/ask.js';
import { FailureTold } from '../parts/failure-told.js';
import { Secret } from '../parts/secret.js';

interface Wanted {
  readonly label: string;
  readonly expiresAt?: Dayjs | null;
}

/** Makes a token and shows it once. */
export function NewToken({
  connectionId,
  open,
  close,
}: {
  readonly connectionId: string;
  readonly open: boolean;
  readonly close: () => void;
}) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Wanted>();
  const issue = useOrder('POST /connections/{id}/tokens');
  const finish = () => {
    issue.reset();
    form.resetFields();
    close();
  };
  const make = ({ label, expiresAt }: Wanted) => {
    const body = { label, ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}) };
    issue.mutate({ place: { id: connectionId }, body });
  };
  return (
    <Modal
      open={open}
      title={t('tokens.create')}
      okText={issue.data ? t('common.close') : t('tokens.create')}
      cancelText={t('common.cancel')}
      confirmLoading={issue.isPending}
      onOk={() => {
        if (issue.data) finish();
        else form.submit();
      }}
      onCancel={finish}
    >
      {issue.data ? (
        <Flex vertical gap="middle">
          <Alert type="warning" showIcon title={t('tokens.shown')} />
          <Secret label={issue.data.label} value={issue.data.scimToken} />
        </Flex>
      ) : (
        <Form<Wanted> form={form} layout="vertical" onFinish={make}>
          <Form.Item
            name="label"
            label={t('tokens.label')}
            extra={t('tokens.labelAbout')}
            rules={[{ required: true, whitespace: true, message: t('tokens.labelMissing') }]}
          >
            <Input maxLength={100} autoComplete="off" />
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
