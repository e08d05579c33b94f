import { UserOutlined } from '@ant-design/icons';
import { Button, Dropdown, Flex, Layout, theme, Typography } from 'antd';
import type { MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { useAsk, useOrder } from '../api/ask.js';
import { RouteLink } from '../parts/route-link.js';
import { Choices } from './choices.js';
import { useMayChange, useSession } from './session.js';

/** The bar at the top: where one is, language and colours, who is signed in. */
export function Header() {
  const { t } = useTranslation();
  const { token } = theme.useToken();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const { user, role } = useSession();
  const mayChange = useMayChange();
  const site = useAsk('GET /site', {});
  const signOut = useOrder('DELETE /session');
  const items: MenuProps['items'] = [
    { key: 'who', type: 'group', label: `${user} · ${t(`frame.roles.${role}`)}` },
    { key: 'own', label: t('frame.ownAccount') },
    { key: 'out', label: t('frame.signOut') },
  ];
  const onClick: MenuProps['onClick'] = ({ key }) => {
    if (key === 'out') signOut.mutate({});
    if (key === 'own') void navigate('/account');
  };
  const isAt = (path: string) => pathname === path || pathname.startsWith(`${path}/`);
  const links = [
    { to: '/', label: t('frame.connections'), current: pathname === '/' || isAt('/connections') },
    { to: '/queues', label: t('frame.queues'), current: isAt('/queues') },
    ...(mayChange ? [{ to: '/access', label: t('frame.access'), current: isAt('/access') }] : []),
    { to: '/api', label: t('frame.apiPage'), current: isAt('/api') },
  ];
  return (
    <Layout.Header
      style={{
        background: token.colorBgContainer,
        borderBottom: `1px solid ${token.colorBorderSecondary}`,
        height: 'auto',
        lineHeight: 'normal',
        padding: '8px 16px',
      }}
    >
      <Flex align="center" gap="middle" wrap>
        <Typography.Text strong style={{ fontSize: 16 }}>
          {t('frame.product')}
        </Typography.Text>
        <nav aria-label={t('frame.navigation')} className="grow">
          <Flex gap="middle" wrap>
            {links.map(({ to, label, current }) => (
              <RouteLink key={to} to={to} current={current}>
                {label}
              </RouteLink>
            ))}
            {site.data?.simulatorUrl !== undefined && (
              <Typography.Link href={site.data.simulatorUrl} target="_blank" rel="noreferrer">
                {t('frame.simulator')}
              </Typography.Link>
            )}
          </Flex>
        </nav>
        <Flex gap="small" align="center">
          <Choices />
          <Dropdown menu={{ items, onClick }} trigger={['click']}>
            <Button icon={<UserOutlined />} aria-label={t('frame.account')} />
          </Dropdown>
        </Flex>
      </Flex>
    </Layout.Header>
  );
}
