import { Skeleton } from 'antd';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FailureTold } from './failure-told.js';

/** What was asked for, once it is there: a skeleton before, and what went wrong instead. */
export function Loaded<T>({
  query,
  children,
}: {
  readonly query: UseQueryResult<T>;
  readonly children: (loaded: T) => ReactNode;
}) {
  const { data, error, refetch } = query;
  if (data !== undefined) return children(data);
  if (error !== null) return <FailureTold error={error} again={() => void refetch()} />;
  return <Skeleton active />;
}
