import { Button, Flex, Form, Input, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../api/ask.js';
import { FailureTold } from '../../parts/failure-told.js';
import { Secret } from '../../parts/secret.js';

interface Entered {
  readonly token: string;
  readonly aesKey: string;
  readonly owner?: string;
}

/** Sets up the HTTP callback: what DingTalk's console shows goes in, the address for it comes out. */
export function CallbackForm({
  connectionId: id,
  isSet,
}: {
  readonly connectionId: string;
  readonly isSet: boolean;
}) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Entered>();
  const save = useOrder('PUT /connections/{id}/mirror/callback');
  const enter = ({ token, aesKey, owner }: Entered) => {
    const given = owner?.trim() ?? '';
    const body = { token: token.trim(), aesKey: aesKey.trim(), ...(given === '' ? {} : { owner: given }) };
    save.mutate(
      { place: { id }, body },
      {
        onSuccess: () => {
          form.resetFields();
        },
      },
    );
  };
  return (
    <Flex vertical gap="middle">
      <Typography.Text type="secondary">
        {t(isSet ? 'mirror.callbackSet' : 'mirror.callbackAbout')}
      </Typography.Text>
      <Form<Entered> form={form} layout="vertical" autoComplete="off" onFinish={enter}>
        <Form.Item
          name="token"
          label={t('mirror.token')}
          rules={[{ required: true, pattern: /^\s*[a-zA-Z0-9]{3,63}\s*$/, message: t('mirror.tokenBroken') }]}
        >
          <Input.Password autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="aesKey"
          label={t('mirror.aesKey')}
          rules={[{ required: true, pattern: /^\s*[a-zA-Z0-9]{43}\s*$/, message: t('mirror.aesKeyBroken') }]}
        >
          <Input.Password autoComplete="off" />
        </Form.Item>
        <Form.Item name="owner" label={t('mirror.owner')} extra={t('mirror.ownerAbout')}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        {save.error && <FailureTold error={save.error} />}
        <Button htmlType="submit" loading={save.isPending}>
          {t('common.save')}
        </Button>
      </Form>
      {save.data && <Secret label={t('mirror.url')} value={save.data.url} />}
    </Flex>
  );
}
