import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { NumberField } from './number-field.js';

const told = ['none', 'stream'] as const;

/** Where the organisation is registered, and how fast DingTalk may be asked. */
export function PaceFields() {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item name={['region']} label={t('settings.region')} extra={t('settings.regionAbout')}>
        <Input maxLength={2} style={{ width: 120 }} />
      </Form.Item>
      <NumberField name={['callsPerSecond']} text="callsPerSecond" from={1} />
      <Form.Item
        name={['invitationEvents']}
        label={t('settings.invitationEvents')}
        extra={t('settings.invitationEventsAbout')}
      >
        <Select
          options={told.map((value) => ({ value, label: t(`settings.invitationEventsChoices.${value}`) }))}
        />
      </Form.Item>
    </>
  );
}
