import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { useHref, useLinkClickHandler } from 'react-router';

/** A link to another page of the console. */
export function RouteLink({
  to,
  current,
  children,
}: {
  readonly to: string;
  /** Whether one is there already; undefined where that does not matter. */
  readonly current?: boolean;
  readonly children: ReactNode;
}) {
  const href = useHref(to);
  const follow = useLinkClickHandler<HTMLElement>(to);
  return (
    <Typography.Link
      href={href}
      onClick={(event) => {
        follow(event);
      }}
      strong={current === true}
      {...(current === true ? { 'aria-current': 'page' } : {})}
    >
      {children}
    </Typography.Link>
  );
}
