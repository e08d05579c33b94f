import { Button, Form, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { MappingEditor } from '../settings/mapping-editor.js';
import { tidySettings } from '../settings/settings.js';
import type { Settings } from '../settings/settings.js';
import { DraftPreview } from './draft-preview.js';
import type { Draft, Move } from './draft.js';
import { StepButtons } from './step-buttons.js';

/** Which attribute becomes which field, tried out on a person as the SCIM side would send it. */
export function MappingStep({ draft, go }: { readonly draft: Draft; readonly go: (move: Move) => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Settings>();
  const entered = () => tidySettings({ ...draft.settings, ...(form.getFieldsValue(true) as Settings) });
  return (
    <>
      <Form<Settings>
        form={form}
        layout="vertical"
        initialValues={{ mapping: {}, ...draft.settings }}
        onFinish={() => {
          go({ to: 'next', brought: { settings: entered() } });
        }}
      >
        <Typography.Paragraph>{t('wizard.mapping.lead')}</Typography.Paragraph>
        <Form.Item name="mapping">
          <MappingEditor />
        </Form.Item>
      </Form>
      <DraftPreview settings={entered} />
      <StepButtons
        go={go}
        next={
          <Button type="primary" onClick={form.submit}>
            {t('common.next')}
          </Button>
        }
      />
    </>
  );
}
