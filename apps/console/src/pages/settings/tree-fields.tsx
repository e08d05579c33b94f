import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { NumberField } from './number-field.js';

const kinds = ['groups', 'groupNames', 'userPath', 'none'] as const;

/** What makes the department tree, and where people without a department go. */
export function TreeFields() {
  const { t } = useTranslation();
  const kind = Form.useWatch<unknown>(['departments', 'kind']);
  return (
    <>
      <Form.Item name={['departments', 'kind']} label={t('settings.departments')}>
        <Select options={kinds.map((value) => ({ value, label: t(`settings.sources.${value}`) }))} />
      </Form.Item>
      {kind === 'userPath' && (
        <Form.Item name={['departments', 'attribute']} label={t('settings.attribute')}>
          <Input spellCheck={false} />
        </Form.Item>
      )}
      {(kind === 'userPath' || kind === 'groupNames') && (
        <Form.Item name={['departments', 'separator']} label={t('settings.separator')}>
          <Input maxLength={3} style={{ width: 120 }} />
        </Form.Item>
      )}
      <NumberField name={['rootDepartmentId']} text="rootDepartmentId" from={1} />
      <NumberField name={['defaultDepartmentId']} text="defaultDepartmentId" from={1} />
      <NumberField name={['settleSeconds']} text="settleSeconds" from={0} />
      <Form.Item name={['withoutDepartment']} label={t('settings.withoutDepartment')}>
        <Select
          options={(['blocked', 'holding'] as const).map((value) => ({
            value,
            label: t(`settings.withoutDepartmentChoices.${value}`),
          }))}
        />
      </Form.Item>
      <NumberField name={['holdingDepartmentId']} text="holdingDepartmentId" from={1} />
    </>
  );
}
