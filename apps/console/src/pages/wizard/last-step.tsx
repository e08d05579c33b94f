import { Button, Form, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureTold } from '../../parts/failure-told.js';
import type { Settings } from '../settings/settings.js';
import type { Draft, Move } from './draft.js';
import { useMake } from './make.js';
import { StepButtons } from './step-buttons.js';

/** The last fields that are filled in; the end of it makes the connection. */
export function LastStep({
  draft,
  go,
  lead,
  preset,
  whole,
  children,
}: {
  readonly draft: Draft;
  readonly go: (move: Move) => void;
  readonly lead: string;
  /** What the fields begin with where the draft says nothing yet. */
  readonly preset: Settings;
  /** All settings, with what was entered here. */
  readonly whole: (entered: Settings) => Settings;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Settings>();
  const make = useMake(draft, go);
  return (
    <Form<Settings>
      form={form}
      layout="vertical"
      initialValues={{ ...preset, ...draft.settings }}
      onFinish={() => {
        make.mutate(whole(form.getFieldsValue(true) as Settings));
      }}
    >
      <Typography.Paragraph>{lead}</Typography.Paragraph>
      {children}
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
