import { App, Button, Form, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../api/ask.js';
import { FailureTold } from '../../parts/failure-told.js';

/** Has one account taken over for a person, by hand. */
export function AdoptAccount({
  connectionId: id,
  resourceId: resource,
  name,
}: {
  readonly connectionId: string;
  readonly resourceId: string;
  readonly name: string;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<{ externalId: string }>();
  const adopt = useOrder('POST /connections/{id}/resources/{resource}/adopt');
  const close = () => {
    setOpen(false);
    adopt.reset();
  };
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('adoption.adopt')}
      </Button>
      <Modal
        open={isOpen}
        title={t('adoption.adoptOf', { name })}
        okText={t('adoption.adopt')}
        cancelText={t('common.cancel')}
        confirmLoading={adopt.isPending}
        onOk={form.submit}
        onCancel={close}
      >
        <Typography.Paragraph>{t('adoption.adoptAbout')}</Typography.Paragraph>
        <Form<{ externalId: string }>
          form={form}
          layout="vertical"
          onFinish={(body) => {
            adopt.mutate(
              { place: { id, resource }, body },
              {
                onSuccess: () => {
                  void message.success(t('adoption.adopted'));
                  close();
                },
              },
            );
          }}
        >
          <Form.Item
            name="externalId"
            label={t('adoption.userId')}
            rules={[{ required: true, whitespace: true, message: t('adoption.userIdMissing') }]}
          >
            <Input maxLength={64} autoComplete="off" />
          </Form.Item>
          {adopt.error && <FailureTold error={adopt.error} />}
        </Form>
      </Modal>
    </>
  );
}
