import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';

const colours = {
  inStep: 'success',
  onTheWay: 'processing',
  waiting: 'warning',
  held: 'warning',
  blocked: 'error',
} as const;

export type Standing = keyof typeof colours;
/** Every standing, the worst last. */
export const standings = ['inStep', 'onTheWay', 'waiting', 'held', 'blocked'] as const;

/** How somebody or something stands, in one word. */
export function StandingTag({ standing }: { readonly standing: Standing }) {
  const { t } = useTranslation();
  return (
    <Tag color={colours[standing]} data-standing={standing}>
      {t(`standings.${standing}`)}
    </Tag>
  );
}
