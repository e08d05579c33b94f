import type { Answer } from '../../api/call.js';
import type { Settings } from '../settings/settings.js';

/** The steps of making a connection, in order. */
export const stepNames = ['direction', 'app', 'check', 'mapping', 'policy', 'done'] as const;
export type StepName = (typeof stepNames)[number];

/** An app as it was pasted, and where DingTalk is. */
export interface PastedApp {
  readonly appKey: string;
  readonly appSecret: string;
  readonly oapiBase: string;
}

/** A connection that is being made. It lives in this page only: the secret is kept nowhere in the browser. */
export interface Draft {
  readonly step: StepName;
  readonly name: string;
  readonly app: PastedApp;
  readonly settings: Settings;
  readonly made?: Answer<'POST /connections'>;
}

export const emptyDraft: Draft = {
  step: 'direction',
  name: '',
  app: { appKey: '', appSecret: '', oapiBase: 'https://oapi.dingtalk.com' },
  settings: {},
};

/** Goes on to the next step with what this one has brought, or one back. */
export type Move =
  { readonly to: 'next'; readonly brought?: Partial<Omit<Draft, 'step'>> } | { readonly to: 'back' };

/** The draft after a move. Once the connection is made, its secret is forgotten and nothing leads back. */
export function moved(draft: Draft, move: Move): Draft {
  const at = stepNames.indexOf(draft.step);
  if (move.to === 'back') return { ...draft, step: stepNames[Math.max(0, at - 1)] ?? 'direction' };
  const next: Draft = { ...draft, ...move.brought, step: stepNames[at + 1] ?? 'done' };
  return next.made ? { ...next, app: emptyDraft.app } : next;
}
