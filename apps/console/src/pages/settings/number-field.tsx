import { Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';

type About =
  'rootDepartmentId' | 'defaultDepartmentId' | 'holdingDepartmentId' | 'settleSeconds' | 'callsPerSecond';

/** A number of the settings with what it is about. */
export function NumberField({
  name,
  text,
  from,
}: {
  readonly name: string[];
  readonly text: About;
  readonly from: number;
}) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={name}
      label={t(`settings.${text}`)}
      extra={t(`settings.${text}About`)}
      rules={[{ type: 'number', min: from, message: t('settings.number', { from }) }]}
    >
      <InputNumber min={from} style={{ width: 200 }} />
    </Form.Item>
  );
}
