import { App, Button, Popconfirm } from 'antd';
import type { ButtonProps } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../api/ask.js';
import type { Given, Order } from '../api/call.js';
import { Refusal } from '../api/refusal.js';

type Change = Exclude<Order, `GET ${string}`>;

/** A button that orders something, asks before where it is told to, and says how it went. */
export function OrderButton<O extends Change>({
  order,
  given,
  sure,
  done,
  refused,
  children,
  ...look
}: {
  readonly order: O;
  readonly given: Given<O>;
  /** What to think of before; absent: nobody is asked. */
  readonly sure?: string;
  /** What is told once it is done. */
  readonly done: string;
  /** What is told instead of the server's own words. */
  readonly refused?: string;
  readonly children: ReactNode;
} & Pick<ButtonProps, 'type' | 'icon' | 'size' | 'danger' | 'disabled' | 'aria-label'>) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const ordered = useOrder(order);
  const run = () => {
    ordered.mutate(given, {
      onSuccess: () => void message.success(done),
      onError: (error) => {
        const said = error instanceof Refusal && error.status < 500 ? error.said : '';
        void message.error(refused ?? (said === '' ? t('failures.fault.what') : said));
      },
    });
  };
  const button = (
    <Button {...look} loading={ordered.isPending} {...(sure === undefined ? { onClick: run } : {})}>
      {children}
    </Button>
  );
  if (sure === undefined) return button;
  return (
    <Popconfirm
      title={sure}
      okText={children}
      cancelText={t('common.cancel')}
      styles={{ root: { maxWidth: 360 } }}
      onConfirm={run}
    >
      {button}
    </Popconfirm>
  );
}
