import { Form, InputNumber, Select, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

const causes = ['deactivated', 'deleted', 'outOfScope'] as const;
const actions = ['delete', 'disable', 'remove', 'holding', 'nothing'] as const;

/** What becomes of leavers, by the way in which they leave. */
export function LeaverFields() {
  const { t } = useTranslation();
  return causes.map((cause) => (
    <section key={cause}>
      <Typography.Title level={3} style={{ fontSize: 16 }}>
        {t(`settings.causes.${cause}`)}
      </Typography.Title>
      <Form.Item name={['leavers', cause, 'action']} label={t('common.actions')}>
        <Select options={actions.map((value) => ({ value, label: t(`settings.leaverActions.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name={['leavers', cause, 'graceSeconds']}
        label={t('settings.graceSeconds')}
        extra={t('settings.graceAbout')}
      >
        <InputNumber min={0} max={31_536_000} style={{ width: 200 }} />
      </Form.Item>
    </section>
  ));
}
