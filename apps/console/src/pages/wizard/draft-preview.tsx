import { Button, Flex, Form, Input, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../api/ask.js';
import type { Answer } from '../../api/call.js';
import { FailureTold } from '../../parts/failure-told.js';
import { useFieldName } from '../../parts/field-name.js';
import { shownValue } from '../../parts/shown-value.js';
import type { Settings } from '../settings/settings.js';
import { WideTable } from '../../parts/wide-table.js';

type Field = Answer<'POST /preview'>['fields'][number];

const example = {
  userName: 'ada@example.com',
  displayName: 'Ada Lovelace',
  title: 'Engineer',
  emails: [{ type: 'work', value: 'ada@example.com', primary: true }],
  phoneNumbers: [{ type: 'mobile', value: '13800000001' }],
};

/** What DingTalk would have of a person as the identity provider sends it. */
export function DraftPreview({ settings }: { readonly settings: () => Settings }) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const preview = useOrder('POST /preview');
  return (
    <section aria-label={t('wizard.mapping.preview')}>
      <Typography.Title level={2} style={{ fontSize: 18 }}>
        {t('wizard.mapping.preview')}
      </Typography.Title>
      <Form<{ user: string }>
        layout="vertical"
        initialValues={{ user: JSON.stringify(example, undefined, 2) }}
        onFinish={({ user }) => {
          preview.mutate({
            body: { user: JSON.parse(user) as Record<string, unknown>, settings: settings() },
          });
        }}
      >
        <Form.Item
          name="user"
          label={t('wizard.mapping.user')}
          extra={t('wizard.mapping.previewAbout')}
          rules={[{ validator: (_, text: string) => readable(text, t('settings.jsonBroken')) }]}
        >
          <Input.TextArea rows={8} spellCheck={false} style={{ fontFamily: 'monospace' }} />
        </Form.Item>
        <Button htmlType="submit" loading={preview.isPending}>
          {t('wizard.mapping.show')}
        </Button>
      </Form>
      <Flex vertical gap="small" style={{ margin: '16px 0' }}>
        {preview.error && <FailureTold error={preview.error} />}
        {preview.data && (
          <WideTable<Field>
            label={t('wizard.mapping.preview')}
            rowKey="field"
            size="small"
            dataSource={preview.data.fields.filter(
              ({ value, fault }) => value !== undefined || fault !== undefined,
            )}
            columns={[
              { title: t('wizard.mapping.field'), render: (_, { field }) => fieldName(field) },
              {
                title: t('wizard.mapping.value'),
                render: (_, { value }) => shownValue(value, t('common.empty')),
              },
              { title: t('wizard.mapping.from'), dataIndex: 'source' },
            ]}
          />
        )}
      </Flex>
    </section>
  );
}

function readable(text: string, broken: string): Promise<void> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Promise.resolve();
  } catch {
    // Told below.
  }
  return Promise.reject(new Error(broken));
}
