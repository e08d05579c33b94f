import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

/** A password that is to be: as long as the server wants it. */
export function PasswordField({
  name,
  label,
  extra,
}: {
  readonly name: string;
  readonly label: string;
  readonly extra?: string;
}) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={name}
      label={label}
      {...(extra === undefined ? {} : { extra })}
      rules={[{ required: true, min: 12, message: t('access.passwordShort') }]}
    >
      <Input.Password maxLength={1000} autoComplete="new-password" />
    </Form.Item>
  );
}
