import { Button, Form, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { FailureTold } from '../../parts/failure-told.js';
import { MirrorFields } from '../settings/mirror-fields.js';
import type { Settings } from '../settings/settings.js';
import type { Draft, Move } from './draft.js';
import { useMake } from './make.js';
import { mirrorPreset } from './mirror-preset.js';
import { StepButtons } from './step-buttons.js';

/** How DingTalk is to be shown; its end makes the connection. */
export function MirrorStep({ draft, go }: { readonly draft: Draft; readonly go: (move: Move) => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Settings>();
  const make = useMake(draft, go);
  return (
    <Form<Settings>
      form={form}
      layout="vertical"
      initialValues={{ ...mirrorPreset, ...draft.settings }}
      onFinish={() => {
        make.mutate(form.getFieldsValue(true) as Settings);
      }}
    >
      <Typography.Paragraph>{t('wizard.mirror.lead')}</Typography.Paragraph>
      <MirrorFields />
      {make.error && <FailureTold error={make.error} />}
      <StepButtons
        go={go}
        next={
          <Button type="primary" htmlType="submit" loading={make.isPending}>
            {t('wizard.create')}
          </Button>
        }
      />
    </Form>
  );
}
