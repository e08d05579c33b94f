import { useTranslation } from 'react-i18next';
import { MirrorFields } from '../settings/mirror-fields.js';
import type { Draft, Move } from './draft.js';
import { LastStep } from './last-step.js';
import { mirrorPreset } from './mirror-preset.js';

/** How DingTalk is to be shown. */
export function MirrorStep({ draft, go }: { readonly draft: Draft; readonly go: (move: Move) => void }) {
  const { t } = useTranslation();
  return (
    <LastStep
      draft={draft}
      go={go}
      lead={t('wizard.mirror.lead')}
      preset={mirrorPreset}
      whole={(entered) => entered}
    >
      <MirrorFields />
    </LastStep>
  );
}
