import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';

const keys = ['userid', 'job_number', 'email', 'mobile', 'path'] as const;

/** By what somebody who is in DingTalk already may be proposed to be taken over. */
export function AdoptionFields() {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={['adoption', 'keys']}
      label={t('settings.adoptionKeys')}
      extra={t('settings.adoptionKeysAbout')}
    >
      <Select
        mode="multiple"
        options={keys.map((value) => ({ value, label: t(`settings.adoptionKeyNames.${value}`) }))}
      />
    </Form.Item>
  );
}
