import { useTranslation } from 'react-i18next';
import { LeaverFields } from '../settings/leaver-fields.js';
import { tidySettings } from '../settings/settings.js';
import { TreeFields } from '../settings/tree-fields.js';
import type { Draft, Move } from './draft.js';
import { LastStep } from './last-step.js';

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

/** Departments and leavers. */
export function PolicyStep({ draft, go }: { readonly draft: Draft; readonly go: (move: Move) => void }) {
  const { t } = useTranslation();
  return (
    <LastStep
      draft={draft}
      go={go}
      lead={t('wizard.policy.lead')}
      preset={preset}
      whole={(entered) => tidySettings({ ...draft.settings, ...entered })}
    >
      <TreeFields />
      <LeaverFields />
    </LastStep>
  );
}
