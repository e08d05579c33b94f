import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';

/** Who is synced. */
export function ScopeFields() {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item name={['scope', 'users']} label={t('settings.scopeUsers')} extra={t('settings.filterAbout')}>
        <Input maxLength={1000} spellCheck={false} placeholder='title ne "Robot"' />
      </Form.Item>
      <Form.Item
        name={['scope', 'groups']}
        label={t('settings.scopeGroups')}
        extra={t('settings.filterAbout')}
      >
        <Input maxLength={1000} spellCheck={false} placeholder='displayName sw "Team"' />
      </Form.Item>
      {(['includedGroups', 'excludedGroups'] as const).map((list) => (
        <Form.Item
          key={list}
          name={['scope', list]}
          label={t(`settings.${list}`)}
          extra={t('settings.groupIdsAbout')}
        >
          <Select mode="tags" tokenSeparators={[' ', ',']} open={false} suffix={null} />
        </Form.Item>
      ))}
    </>
  );
}
