import { CopyOutlined } from '@ant-design/icons';
import { App, Button, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

/** A text to be taken elsewhere, with a button that copies it. */
export function Secret({ label, value }: { readonly label: string; readonly value: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    void message.success(t('common.copied'));
  };
  return (
    <Flex vertical gap="small">
      <Typography.Text strong>{label}</Typography.Text>
      <Flex gap="small" align="center">
        <Typography.Text code className="grow wrap" data-secret={label}>
          {value}
        </Typography.Text>
        <Button
          icon={<CopyOutlined />}
          aria-label={`${t('common.copy')}: ${label}`}
          onClick={() => void copy()}
        />
      </Flex>
    </Flex>
  );
}
