import { Spin } from 'antd';
import { createBrowserRouter } from 'react-router';
import { ConnectionFrame } from './frame/connection-frame.js';
import { Door } from './frame/door.js';
import { Lost } from './frame/lost.js';
import { ConnectionsPage } from './pages/connections-page.js';
import { OverviewPage } from './pages/overview-page.js';
import { SignInPage } from './pages/sign-in-page.js';

/** Every page and its address. What is not needed for a first look is loaded when it is opened. */
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
        {
          path: 'connections/new',
          lazy: async () => ({ Component: (await import('./pages/wizard/wizard-page.js')).WizardPage }),
        },
        {
          path: 'connections/:id',
          element: <ConnectionFrame />,
          children: [
            { index: true, element: <OverviewPage /> },
            {
              path: 'people',
              lazy: async () => ({ Component: (await import('./pages/people-page.js')).PeoplePage }),
            },
            {
              path: 'people/:person',
              lazy: async () => ({ Component: (await import('./pages/person-page.js')).PersonPage }),
            },
            {
              path: 'groups',
              lazy: async () => ({ Component: (await import('./pages/groups-page.js')).GroupsPage }),
            },
            {
              path: 'attention',
              lazy: async () => ({ Component: (await import('./pages/attention-page.js')).AttentionPage }),
            },
            {
              path: 'plans',
              lazy: async () => ({ Component: (await import('./pages/plans-page.js')).PlansPage }),
            },
            {
              path: 'plans/:run',
              lazy: async () => ({ Component: (await import('./pages/run-page.js')).RunPage }),
            },
            {
              path: 'activity',
              lazy: async () => ({ Component: (await import('./pages/activity-page.js')).ActivityPage }),
            },
            {
              path: 'tokens',
              lazy: async () => ({ Component: (await import('./pages/tokens-page.js')).TokensPage }),
            },
            {
              path: 'settings',
              lazy: async () => ({
                Component: (await import('./pages/settings/settings-page.js')).SettingsPage,
              }),
            },
          ],
        },
        {
          path: 'queues',
          lazy: async () => ({ Component: (await import('./pages/queues-page.js')).QueuesPage }),
        },
        {
          path: 'api',
          lazy: async () => ({ Component: (await import('./pages/api-page.js')).ApiPage }),
        },
        { path: '*', element: <Lost /> },
      ],
    },
  ],
  { basename: '/console' },
);
