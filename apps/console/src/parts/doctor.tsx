import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.js';
import type { Answer } from '../api/call.js';

/** What the doctor found out about an app. */
export type Diagnosis = Extract<Answer<'POST /doctor'>, { findings: unknown }>;

interface App {
  readonly appKey: string;
  readonly appSecret: string;
  readonly oapiBase: string;
}

/** A doctor at hand. */
export interface Doctor {
  /** @param subject an app that is not saved, or a connection's id */
  readonly look: (subject: App | string) => void;
  readonly isLooking: boolean;
  readonly diagnosis: Diagnosis | undefined;
  readonly error: Error | null;
}

const askAgainMs = 2_000;

/** Has an app looked at; an answer that takes longer than a request is waited for. */
export function useDoctor(): Doctor {
  const { i18n } = useTranslation();
  const lang = i18n.language === 'zh-CN' ? 'zh' : 'en';
  const [taskId, setTaskId] = useState<string>();
  const asked = useMutation({
    mutationFn: (subject: App | string) =>
      typeof subject === 'string'
        ? call('POST /connections/{id}/doctor', { place: { id: subject }, query: { lang } })
        : call('POST /doctor', { query: { lang }, body: subject }),
    onSuccess: (answer) => {
      setTaskId('task' in answer ? answer.task.split('/').at(-1) : undefined);
    },
  });
  const later = useQuery({
    queryKey: ['GET /tasks/{id}', taskId, lang],
    queryFn: () => call('GET /tasks/{id}', { place: { id: taskId ?? '' }, query: { lang } }),
    enabled: taskId !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'finished' ? false : askAgainMs),
  });
  const atOnce = asked.data && 'findings' in asked.data ? asked.data : undefined;
  const afterwards = taskId === undefined ? undefined : later.data?.result;
  return {
    look: (subject) => {
      setTaskId(undefined);
      asked.mutate(subject);
    },
    isLooking: asked.isPending || (taskId !== undefined && later.data?.state !== 'finished' && !later.error),
    diagnosis: asked.isPending
      ? undefined
      : (atOnce ?? (afterwards as Diagnosis | null | undefined) ?? undefined),
    error: asked.error ?? later.error,
  };
}
