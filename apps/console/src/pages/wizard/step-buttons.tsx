import { Button, Flex } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Move } from './draft.js';

/** The ways on from a step. */
export function StepButtons({
  go,
  next,
  isFirst = false,
}: {
  readonly go: (move: Move) => void;
  /** The button that leads on, where it is not the plain one. */
  readonly next?: ReactNode;
  readonly isFirst?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Flex gap="small" justify="end">
      {!isFirst && (
        <Button
          onClick={() => {
            go({ to: 'back' });
          }}
        >
          {t('common.back')}
        </Button>
      )}
      {next ?? (
        <Button
          type="primary"
          onClick={() => {
            go({ to: 'next' });
          }}
        >
          {t('common.next')}
        </Button>
      )}
    </Flex>
  );
}
