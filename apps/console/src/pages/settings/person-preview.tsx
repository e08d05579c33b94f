import { Button, Form, Input, Tag, Typography } from 'antd';
import type { TableColumnsType } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import type { Answer } from '../../api/call.js';
import { Refusal } from '../../api/refusal.js';
import { FailureTold } from '../../parts/failure-told.js';
import { useFieldName } from '../../parts/field-name.js';
import { shownValue } from '../../parts/shown-value.js';
import { comparedFields } from './compared-fields.js';
import type { ComparedField } from './compared-fields.js';
import type { Settings } from './settings.js';
import { WideTable } from '../../parts/wide-table.js';

type Preview = Answer<'POST /connections/{id}/preview'>;

/** What each field of a real person would be by settings that are not saved yet, beside what it is by those that are. */
export function PersonPreview({
  connectionId,
  settings,
}: {
  readonly connectionId: string;
  /** As they stand in the form at the moment of asking. */
  readonly settings: () => Settings;
}) {
  const { t } = useTranslation();
  const preview = useMutation({
    mutationFn: async (person: string): Promise<readonly ComparedField[]> => {
      const ask = (body: { person: string; settings?: Settings }): Promise<Preview> =>
        call('POST /connections/{id}/preview', { place: { id: connectionId }, body });
      const [now, then] = await Promise.all([ask({ person }), ask({ person, settings: settings() })]);
      return comparedFields(now.fields, then.fields);
    },
  });
  const nobody = preview.error instanceof Refusal && preview.error.status === 404;
  return (
    <section aria-label={t('settings.preview.title')}>
      <Typography.Title level={2} style={{ fontSize: 18 }}>
        {t('settings.preview.title')}
      </Typography.Title>
      <Typography.Paragraph type="secondary">{t('settings.preview.about')}</Typography.Paragraph>
      <Form<{ person: string }>
        layout="vertical"
        onFinish={({ person }) => {
          preview.mutate(person.trim());
        }}
        style={{ marginBottom: 16, maxWidth: 360 }}
      >
        <Form.Item
          name="person"
          label={t('settings.preview.person')}
          rules={[{ required: true, message: '' }]}
        >
          <Input maxLength={500} autoComplete="off" />
        </Form.Item>
        <Button htmlType="submit" loading={preview.isPending}>
          {t('settings.preview.show')}
        </Button>
      </Form>
      {nobody && <Typography.Text type="danger">{t('settings.preview.nobody')}</Typography.Text>}
      {preview.error && !nobody && <FailureTold error={preview.error} />}
      {preview.data && <Compared fields={preview.data} />}
    </section>
  );
}

function Compared({ fields }: { readonly fields: readonly ComparedField[] }) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const changed = fields.filter(({ differs }) => differs).length;
  const columns: TableColumnsType<ComparedField> = [
    { title: t('settings.mapping.field'), render: (_, { field }) => fieldName(field) },
    { title: t('settings.preview.now'), render: (_, { now }) => shownValue(now, t('common.empty')) },
    {
      title: t('settings.preview.then'),
      render: (_, { then, differs }) =>
        differs ? (
          <Tag color="warning">{shownValue(then, t('common.empty'))}</Tag>
        ) : (
          shownValue(then, t('common.empty'))
        ),
    },
    { title: t('settings.preview.source'), dataIndex: 'source' },
  ];
  return (
    <>
      <Typography.Paragraph strong>
        {changed === 0 ? t('settings.preview.same') : t('settings.preview.changed', { count: changed })}
      </Typography.Paragraph>
      <WideTable<ComparedField>
        label={t('settings.preview.title')}
        rowKey="field"
        size="small"
        columns={columns}
        dataSource={fields}
      />
    </>
  );
}
