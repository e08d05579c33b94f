import { Layout } from 'antd';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { Header } from './header.js';
import { SessionContext } from './session.js';
import type { Session } from './session.js';

/** What stands around every page of who is signed in. */
export function Shell({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  return (
    <SessionContext value={session}>
      <a className="skip" href="#content">
        {t('frame.skip')}
      </a>
      <Layout style={{ minHeight: '100vh' }}>
        <Header />
        <main id="content" tabIndex={-1} className="content">
          <Outlet />
        </main>
      </Layout>
    </SessionContext>
  );
}
