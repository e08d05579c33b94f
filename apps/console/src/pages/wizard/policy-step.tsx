import { Button, Form, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../api/ask.js';
import { FailureTold } from '../../parts/failure-told.js';
import { LeaverFields } from '../settings/leaver-fields.js';
import { tidySettings } from '../settings/settings.js';
import type { Settings } from '../settings/settings.js';
import { TreeFields } from '../settings/tree-fields.js';
import type { Draft, Move } from './draft.js';
import { StepButtons } from './step-buttons.js';

/** What the form shows before anything was chosen: the server's own defaults. */
const preset = {
  departments: { kind: 'groups' },
  rootDepartmentId: 1,
  settleSeconds: 3600,
  withoutDepartment: 'blocked',
  leavers: {
    deactivated: { action: 'delete', graceSeconds: 0 },
    deleted: { action: 'delete', graceSeconds: 0 },
    outOfScope: { action: 'delete', graceSeconds: 0 },
  },
};

/** Departments and leavers; its end makes the connection. */
export function PolicyStep({ draft, go }: { readonly draft: Draft; readonly go: (move: Move) => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Settings>();
  const create = useOrder('POST /connections');
  const make = () => {
    const settings = tidySettings({ ...draft.settings, ...(form.getFieldsValue(true) as Settings) });
    create.mutate(
      { body: { name: draft.name, ...draft.app, settings } },
      {
        onSuccess: (made) => {
          go({ to: 'next', brought: { made, settings } });
        },
      },
    );
  };
  return (
    <Form<Settings>
      form={form}
      layout="vertical"
      initialValues={{ ...preset, ...draft.settings }}
      onFinish={make}
    >
      <Typography.Paragraph>{t('wizard.policy.lead')}</Typography.Paragraph>
      <TreeFields />
      <LeaverFields />
      {create.error && <FailureTold error={create.error} />}
      <StepButtons
        go={go}
        next={
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {t('wizard.create')}
          </Button>
        }
      />
    </Form>
  );
}
