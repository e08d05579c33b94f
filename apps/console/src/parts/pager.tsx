import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';

/** Leads through a list whose pages are known one after the other. */
export function Pager({
  back,
  next,
  turn,
}: {
  readonly back: boolean;
  readonly next: string | null;
  /** @param page undefined: the first */
  readonly turn: (page: string | undefined) => void;
}) {
  const { t } = useTranslation();
  return (
    <Flex gap="small">
      {back && (
        <Button
          onClick={() => {
            turn(undefined);
          }}
        >
          {t('common.first')}
        </Button>
      )}
      {next !== null && (
        <Button
          onClick={() => {
            turn(next);
          }}
        >
          {t('common.nextPage')}
        </Button>
      )}
    </Flex>
  );
}
