import { Alert, Flex, Menu, Typography } from 'antd';
import type { MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation, useNavigate, useParams } from 'react-router';
import { useAsk } from '../api/ask.js';
import { Live } from '../api/live.js';
import { Loaded } from '../parts/loaded.js';
import { OrderButton } from '../parts/order-button.js';
import { ConnectionContext } from './connection.js';
import { useMayChange } from './session.js';

/** What there is of a connection, by its direction: a mirror writes nothing, so nothing of it waits or is planned. */
const sections = {
  'scim-to-dingtalk': [
    'overview',
    'people',
    'groups',
    'attention',
    'plans',
    'preflight',
    'adoption',
    'source',
    'activity',
    'tokens',
    'settings',
  ],
  'dingtalk-to-scim': ['mirror', 'mirrored', 'activity', 'tokens', 'settings'],
} as const;

/** The pages of one connection, and the way from one to another; nothing of another one is shown meanwhile. */
export function ConnectionFrame() {
  const { id = '' } = useParams();
  return <Frame key={id} id={id} />;
}

function Frame({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const connection = useAsk('GET /connections/{id}', { place: { id } });
  const current = pathname.split('/')[3] ?? 'overview';
  const itemsOf = (direction: keyof typeof sections): NonNullable<MenuProps['items']> =>
    sections[direction].map((section) => ({ key: section, label: t(`frame.sections.${section}`) }));
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
              items={itemsOf(loaded.direction)}
              aria-label={loaded.name}
              onClick={({ key }) => {
                void navigate(`/connections/${id}${key === 'overview' ? '' : `/${key}`}`);
              }}
            />
            {loaded.closing && <Closing id={id} />}
            {loaded.direction === 'dingtalk-to-scim' && current === 'overview' ? (
              <Navigate to={`/connections/${id}/mirror`} replace />
            ) : (
              <Live connectionId={id}>
                <Outlet />
              </Live>
            )}
          </Flex>
        </ConnectionContext>
      )}
    </Loaded>
  );
}

/** It is to end: what that means, and the way back. */
function Closing({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const mayChange = useMayChange();
  return (
    <Alert
      type="warning"
      showIcon
      data-banner="closing"
      title={t('frame.closing')}
      description={t('frame.closingMend')}
      action={
        mayChange && (
          <OrderButton
            order="POST /connections/{id}/reopen"
            given={{ place: { id } }}
            sure={t('frame.reopenSure')}
            done={t('frame.reopened')}
          >
            {t('frame.reopen')}
          </OrderButton>
        )
      }
    />
  );
}
