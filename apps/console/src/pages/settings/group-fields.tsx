import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';

const uses = ['departments', 'roles', 'ignored'] as const;

/** What SCIM's Groups are in DingTalk. */
export function GroupFields() {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item name={['groups', 'as']} label={t('settings.groupsAs')} extra={t('settings.groupsAsAbout')}>
        <Select options={uses.map((value) => ({ value, label: t(`settings.groupUses.${value}`) }))} />
      </Form.Item>
      {(['ignored', 'roles', 'departments'] as const).map((use) => (
        <Form.Item
          key={use}
          name={['groups', use]}
          label={t('settings.groupFilter', { use: t(`settings.groupUses.${use}`) })}
          extra={t('settings.groupFilterAbout')}
        >
          <Input maxLength={1000} spellCheck={false} placeholder='displayName sw "Role "' />
        </Form.Item>
      ))}
      <Form.Item
        name={['groups', 'roleGroup']}
        label={t('settings.roleGroup')}
        extra={t('settings.roleGroupAbout')}
        rules={[{ required: true, whitespace: true, message: t('source.missingValue') }]}
      >
        <Input maxLength={50} style={{ maxWidth: 320 }} />
      </Form.Item>
    </>
  );
}
