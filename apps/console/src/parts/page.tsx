import { Flex, Typography } from 'antd';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A page's heading, what it is for, what can be done on it, and its content. */
export function Page({
  title,
  lead,
  actions,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const product = t('frame.product');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
  return (
    <Flex vertical gap="large">
      <Flex justify="space-between" align="start" gap="middle" wrap>
        <div className="grow">
          <Typography.Title level={1} style={{ fontSize: 24, margin: 0 }} className="wrap">
            {title}
          </Typography.Title>
          {lead !== undefined && <Typography.Text type="secondary">{lead}</Typography.Text>}
        </div>
        {actions}
      </Flex>
      {children}
    </Flex>
  );
}
