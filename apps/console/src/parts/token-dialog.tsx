import { Alert, DatePicker, Flex, Form, Input, Modal } from 'antd';
import dayjs from 'dayjs';
import type { Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureTold } from './failure-told.js';
import { Secret } from './secret.js';

/** A token as it is to be sent: without an end it is good for ever. */
export interface WantedToken {
  readonly label: string;
  readonly expiresAt?: string;
}

interface Entered {
  readonly label: string;
  readonly expiresAt?: Dayjs | null;
}

/** Makes a token and shows it once. */
export function TokenDialog<More extends object>({
  title,
  labelAbout,
  preset,
  make,
  isMaking,
  error,
  made,
  close,
  children,
}: {
  readonly title: string;
  readonly labelAbout?: string;
  /** What the fields begin with that are put in besides. */
  readonly preset: More;
  readonly make: (wanted: WantedToken & More) => void;
  readonly isMaking: boolean;
  readonly error: Error | null;
  readonly made: { readonly label: string; readonly secret: string } | undefined;
  readonly close: () => void;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Entered & More>();
  const send = ({ expiresAt, ...entered }: Entered & More) => {
    const end = expiresAt ? { expiresAt: expiresAt.toISOString() } : {};
    make({ ...(entered as { label: string } & More), ...end });
  };
  return (
    <Modal
      open
      title={title}
      okText={made ? t('common.close') : title}
      cancelText={t('common.cancel')}
      confirmLoading={isMaking}
      onOk={() => {
        if (made) close();
        else form.submit();
      }}
      onCancel={close}
    >
      {made ? (
        <Flex vertical gap="middle">
          <Alert type="warning" showIcon title={t('tokens.shown')} />
          <Secret label={made.label} value={made.secret} />
        </Flex>
      ) : (
        <Form form={form} layout="vertical" initialValues={preset} onFinish={send}>
          <Form.Item
            name="label"
            label={t('tokens.label')}
            {...(labelAbout === undefined ? {} : { extra: labelAbout })}
            rules={[{ required: true, whitespace: true, message: t('tokens.labelMissing') }]}
          >
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          {children}
          <Form.Item name="expiresAt" label={t('tokens.expiresAt')}>
            <DatePicker
              showTime={{ format: 'HH:mm' }}
              format="YYYY-MM-DD HH:mm"
              minDate={dayjs()}
              placeholder={t('common.never')}
              style={{ width: '100%' }}
            />
          </Form.Item>
          {error && <FailureTold error={error} />}
        </Form>
      )}
    </Modal>
  );
}
