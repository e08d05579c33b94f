import { Flex, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { reasons } from '../texts/en/reasons.js';
import type { remarks } from '../texts/en/standings.js';

/** Why somebody or something stands so, and what mends it. */
export function ReasonTold({
  reason,
  detailCode,
  withMend = false,
}: {
  readonly reason: string | null;
  readonly detailCode?: string | null;
  readonly withMend?: boolean;
}) {
  const { t, i18n } = useTranslation();
  const what = useReason();
  if (reason === null && (detailCode === null || detailCode === undefined)) return null;
  return (
    <Flex vertical gap={2}>
      <span>
        {reason !== null && what(reason)}{' '}
        {detailCode !== null && detailCode !== undefined && <Tag>{detailCode}</Tag>}
      </span>
      {withMend && reason !== null && i18n.exists(`reasons.${reason}.mend`) && (
        <Typography.Text type="secondary">
          {t(`reasons.${reason as keyof typeof reasons}.mend`)}
        </Typography.Text>
      )}
    </Flex>
  );
}

/** The words for a reason; one that is newer than these pages is told as it is. */
export function useReason(): (reason: string) => string {
  const { t, i18n } = useTranslation();
  return (reason) => {
    if (i18n.exists(`reasons.${reason}.what`)) return t(`reasons.${reason as keyof typeof reasons}.what`);
    return i18n.exists(`remarks.${reason}`) ? t(`remarks.${reason as keyof typeof remarks}`) : reason;
  };
}
