import { Form, Input, Modal, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { MappedField } from './mapping-fields.js';
import { writtenRule } from './rule.js';
import type { EnteredRule } from './rule.js';

const transforms = ['asIs', 'lower', 'upper', 'e164', 'dingTalkPhone'] as const;
const whens = ['always', 'onlyOnCreate', 'defaultIfEmpty'] as const;
const ifEmpties = ['clear', 'keep'] as const;

/** Edits the rule of one field. */
export function RuleForm({
  field: { name, says },
  rule,
  save,
  close,
}: {
  readonly field: MappedField;
  readonly rule: EnteredRule;
  readonly save: (rule: EnteredRule) => void;
  readonly close: () => void;
}) {
  const { t } = useTranslation();
  const [form] = Form.useForm<EnteredRule>();
  const watched = Form.useWatch<EnteredRule['choice'] | undefined>('choice', form);
  const choice = watched ?? rule.choice;
  const choices = (['byDefault', 'own', 'left'] as const).filter(
    (one) => one !== 'left' || says.includes('left'),
  );
  return (
    <Modal
      open
      title={t('settings.mapping.edit', { field: t(`fields.${name}`) })}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      onCancel={close}
      onOk={form.submit}
    >
      <Form<EnteredRule> form={form} layout="vertical" initialValues={rule} onFinish={save}>
        <Form.Item name="choice" label={t('settings.mapping.rule')}>
          <Radio.Group options={choices.map((value) => ({ value, label: t(`settings.mapping.${value}`) }))} />
        </Form.Item>
        {choice === 'own' && says.includes('sources') && (
          <Form.Item
            name="sources"
            label={t('settings.mapping.sources')}
            extra={t('settings.mapping.sourcesAbout')}
            rules={[{ validator: (_, lines?: string) => validLines(lines, t('settings.jsonBroken')) }]}
          >
            <Input.TextArea rows={3} spellCheck={false} />
          </Form.Item>
        )}
        {choice === 'own' && says.includes('transform') && (
          <Form.Item name="transform" label={t('settings.mapping.transform')}>
            <Select
              allowClear
              options={transforms.map((value) => ({
                value,
                label: t(`settings.mapping.transforms.${value}`),
              }))}
            />
          </Form.Item>
        )}
        {choice === 'own' && says.includes('when') && (
          <>
            <Form.Item name="when" label={t('settings.mapping.when')}>
              <Select
                allowClear
                options={whens.map((value) => ({ value, label: t(`settings.mapping.whens.${value}`) }))}
              />
            </Form.Item>
            <Form.Item name="ifEmpty" label={t('settings.mapping.ifEmpty')}>
              <Select
                allowClear
                options={ifEmpties.map((value) => ({
                  value,
                  label: t(`settings.mapping.ifEmpties.${value}`),
                }))}
              />
            </Form.Item>
          </>
        )}
      </Form>
    </Modal>
  );
}

function validLines(sources: string | undefined, broken: string): Promise<void> {
  try {
    writtenRule({ choice: 'own', ...(sources === undefined ? {} : { sources }) });
    return Promise.resolve();
  } catch {
    return Promise.reject(new Error(broken));
  }
}
