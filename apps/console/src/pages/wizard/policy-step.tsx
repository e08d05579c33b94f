import { Button, Form, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { FailureTold } from '../../parts/failure-told.js';
import { LeaverFields } from '../settings/leaver-fields.js';
import { tidySettings } from '../settings/settings.js';
import type { Settings } from '../settings/settings.js';
import { TreeFields } from '../settings/tree-fields.js';
import type { Draft, Move } from './draft.js';
import { useMake } from './make.js';
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
  const make = useMake(draft, go);
  return (
    <Form<Settings>
      form={form}
      layout="vertical"
      initialValues={{ ...preset, ...draft.settings }}
      onFinish={() => {
        make.mutate(tidySettings({ ...draft.settings, ...(form.getFieldsValue(true) as Settings) }));
      }}
    >
      <Typography.Paragraph>{t('wizard.policy.lead')}</Typography.Paragraph>
      <TreeFields />
      <LeaverFields />
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
