import { Steps } from 'antd';
import { useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.js';
import { AppStep } from './app-step.js';
import { CheckStep } from './check-step.js';
import { DirectionStep } from './direction-step.js';
import { DoneStep } from './done-step.js';
import { emptyDraft, moved, stepsOf } from './draft.js';
import type { StepName } from './draft.js';
import { MappingStep } from './mapping-step.js';
import { MirrorStep } from './mirror-step.js';
import { PolicyStep } from './policy-step.js';
import { SourceStep } from './source-step.js';

/** Makes a connection, step by step: nothing is saved before the last of them. */
export function WizardPage() {
  const { t } = useTranslation();
  const [draft, go] = useReducer(moved, emptyDraft);
  const names: readonly StepName[] = stepsOf[draft.purpose];
  const steps = {
    direction: <DirectionStep draft={draft} go={go} />,
    app: <AppStep go={go} />,
    check: <CheckStep draft={draft} go={go} />,
    source: <SourceStep draft={draft} go={go} />,
    mirror: <MirrorStep draft={draft} go={go} />,
    mapping: <MappingStep draft={draft} go={go} />,
    policy: <PolicyStep draft={draft} go={go} />,
    done: <DoneStep draft={draft} />,
  };
  return (
    <Page title={t('wizard.title')}>
      <Steps
        size="small"
        current={names.indexOf(draft.step)}
        items={names.map((name) => ({ title: t(`wizard.steps.${name}`) }))}
        responsive
      />
      {steps[draft.step]}
    </Page>
  );
}
