import { Spin } from 'antd';
import type { ComponentType } from 'react';
import { createBrowserRouter } from 'react-router';
import { ConnectionFrame } from './frame/connection-frame.js';
import { Door } from './frame/door.js';
import { Lost } from './frame/lost.js';
import { ConnectionsPage } from './pages/connections-page.js';
import { OverviewPage } from './pages/overview-page.js';
import { SignInPage } from './pages/sign-in-page.js';
import { speakAll } from './texts/i18n.js';

/** A page that is no part of a first look is loaded when it is opened, with its texts. */
const later = (path: string, load: () => Promise<ComponentType>) => ({
  path,
  lazy: async () => {
    const [Component] = await Promise.all([load(), speakAll()]);
    return { Component };
  },
});

/** Every page and its address. */
export const router = createBrowserRouter(
  [
    { path: '/sign-in', element: <SignInPage />, errorElement: <Lost /> },
    {
      path: '/',
      element: <Door />,
      hydrateFallbackElement: <Spin fullscreen />,
      errorElement: <Lost />,
      children: [
        { index: true, element: <ConnectionsPage /> },
        later('connections/new', async () => (await import('./pages/wizard/wizard-page.js')).WizardPage),
        {
          path: 'connections/:id',
          element: <ConnectionFrame />,
          children: [
            { index: true, element: <OverviewPage /> },
            later('people', async () => (await import('./pages/people-page.js')).PeoplePage),
            later('people/:person', async () => (await import('./pages/person-page.js')).PersonPage),
            later('groups', async () => (await import('./pages/groups-page.js')).GroupsPage),
            later('attention', async () => (await import('./pages/attention-page.js')).AttentionPage),
            later('plans', async () => (await import('./pages/plans-page.js')).PlansPage),
            later('plans/:run', async () => (await import('./pages/run-page.js')).RunPage),
            later('preflight', async () => (await import('./pages/preflight-page.js')).PreflightPage),
            later('adoption', async () => (await import('./pages/adoption/adoption-page.js')).AdoptionPage),
            later('source', async () => (await import('./pages/source/source-page.js')).SourcePage),
            later('mirror', async () => (await import('./pages/mirror/mirror-page.js')).MirrorPage),
            later(
              'mirrored',
              async () => (await import('./pages/mirror/mirrored-people-page.js')).MirroredPeoplePage,
            ),
            later(
              'mirrored/:person',
              async () => (await import('./pages/mirror/mirrored-person-page.js')).MirroredPersonPage,
            ),
            later('activity', async () => (await import('./pages/activity-page.js')).ActivityPage),
            later('tokens', async () => (await import('./pages/tokens-page.js')).TokensPage),
            later('settings', async () => (await import('./pages/settings/settings-page.js')).SettingsPage),
          ],
        },
        later('access', async () => (await import('./pages/access/access-page.js')).AccessPage),
        later('account', async () => (await import('./pages/access/own-account-page.js')).OwnAccountPage),
        later('queues', async () => (await import('./pages/queues-page.js')).QueuesPage),
        later('api', async () => (await import('./pages/api-page.js')).ApiPage),
        { path: '*', element: <Lost /> },
      ],
    },
  ],
  { basename: '/console' },
);
