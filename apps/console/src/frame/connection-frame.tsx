import { Flex, Menu, Typography } from 'antd';
import type { MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation, useNavigate, useParams } from 'react-router';
import { useAsk } from '../api/ask.js';
import { Loaded } from '../parts/loaded.js';
import { ConnectionContext } from './connection.js';

const sections = [
  'overview',
  'people',
  'groups',
  'attention',
  'plans',
  'activity',
  'tokens',
  'settings',
] as const;

/** The pages of one connection, and the way from one to another. */
export function ConnectionFrame() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const connection = useAsk('GET /connections/{id}', { place: { id } });
  const current = pathname.split('/')[3] ?? 'overview';
  const items: MenuProps['items'] = sections.map((section) => ({
    key: section,
    label: t(`frame.sections.${section}`),
  }));
  return (
    <Loaded query={connection}>
      {(loaded) => (
        <ConnectionContext value={loaded}>
          <Flex vertical gap="large">
            <Typography.Text type="secondary" strong className="wrap">
              {loaded.name}
            </Typography.Text>
            <Menu
              mode="horizontal"
              selectedKeys={[current]}
              items={items}
              aria-label={loaded.name}
              onClick={({ key }) => {
                void navigate(`/connections/${id}${key === 'overview' ? '' : `/${key}`}`);
              }}
            />
            <Outlet />
          </Flex>
        </ConnectionContext>
      )}
    </Loaded>
  );
}
