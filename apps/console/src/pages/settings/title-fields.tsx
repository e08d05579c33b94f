import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';

/** What people are called in their single departments. */
export function TitleFields() {
  const { t } = useTranslation();
  const kind = Form.useWatch<unknown>(['departmentTitles', 'kind']);
  return (
    <>
      <Form.Item
        name={['departmentTitles', 'kind']}
        label={t('settings.titles')}
        extra={t('settings.titlesAbout')}
      >
        <Select
          options={(['none', 'title', 'listed'] as const).map((value) => ({
            value,
            label: t(`settings.titleSources.${value}`),
          }))}
        />
      </Form.Item>
      {kind === 'listed' && (
        <>
          <Form.Item
            name={['departmentTitles', 'attribute']}
            label={t('settings.titleAttribute')}
            rules={[{ required: true, message: t('source.missingValue') }]}
          >
            <Input spellCheck={false} />
          </Form.Item>
          <Form.Item
            name={['departmentTitles', 'separator']}
            label={t('settings.titleSeparator')}
            initialValue="="
          >
            <Input maxLength={3} style={{ width: 120 }} />
          </Form.Item>
        </>
      )}
    </>
  );
}
