import { Spin } from 'antd';
import { Navigate, useLocation } from 'react-router';
import { useAsk } from '../api/ask.js';
import { Refusal } from '../api/refusal.js';
import { FailureTold } from '../parts/failure-told.js';
import { Shell } from './shell.js';

/** Lets in who is signed in, and leads others to the form, from which they come back here. */
export function Door() {
  const session = useAsk('GET /session', {});
  const { pathname, search } = useLocation();
  if (session.error instanceof Refusal && session.error.status === 401) {
    const asked = new URLSearchParams(search).get('next');
    const next = asked === 'queues' ? asked : `${pathname}${search}`;
    return (
      <Navigate to={{ pathname: '/sign-in', search: new URLSearchParams({ next }).toString() }} replace />
    );
  }
  if (session.error) {
    return (
      <main className="content">
        <FailureTold error={session.error} again={() => void session.refetch()} />
      </main>
    );
  }
  if (!session.data) return <Spin fullscreen />;
  return <Shell session={session.data} />;
}
