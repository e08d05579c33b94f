import type { Answer } from '../../api/call.js';
import { emptySource } from '../source/entered-source.js';
import type { EnteredSource } from '../source/entered-source.js';
import type { Settings } from '../settings/settings.js';

/** What a connection is for: people are sent, fetched from a remote SCIM server, or shown out of DingTalk. */
export const purposes = ['pushed', 'pulled', 'mirrored'] as const;
export type Purpose = (typeof purposes)[number];

/** The steps of making a connection, in order. */
export const stepsOf = {
  pushed: ['direction', 'app', 'check', 'mapping', 'policy', 'done'],
  pulled: ['direction', 'app', 'check', 'source', 'mapping', 'policy', 'done'],
  mirrored: ['direction', 'app', 'check', 'mirror', 'done'],
} as const;
export type StepName = (typeof stepsOf)[Purpose][number];

/** An app as it was pasted, and where DingTalk is. */
export interface PastedApp {
  readonly appKey: string;
  readonly appSecret: string;
  readonly oapiBase: string;
}

/** A connection that is being made. It lives in this page only: its secrets are kept nowhere in the browser. */
export interface Draft {
  readonly step: StepName;
  readonly purpose: Purpose;
  readonly name: string;
  readonly app: PastedApp;
  readonly source: EnteredSource;
  readonly settings: Settings;
  readonly made?: Answer<'POST /connections'>;
}

export const emptyDraft: Draft = {
  step: 'direction',
  purpose: 'pushed',
  name: '',
  app: { appKey: '', appSecret: '', oapiBase: 'https://oapi.dingtalk.com' },
  source: emptySource,
  settings: {},
};

/** Goes on to the next step with what this one has brought, or one back; `here`: is told of something and stays. */
export type Move =
  { readonly to: 'next' | 'here'; readonly brought?: Partial<Omit<Draft, 'step'>> } | { readonly to: 'back' };

/** The draft after a move. Once all is made, its secrets are forgotten and nothing leads back. */
export function moved(draft: Draft, move: Move): Draft {
  const steps: readonly StepName[] = stepsOf[draft.purpose];
  const at = steps.indexOf(draft.step);
  // What is made already is not entered again: only its Source can still be another.
  if (draft.made && move.to === 'back') return { ...draft, step: 'source' };
  if (draft.made && draft.step === 'source' && move.to === 'next')
    return { ...draft, ...move.brought, step: 'policy' };
  if (move.to === 'back') return { ...draft, step: steps[Math.max(0, at - 1)] ?? 'direction' };
  const brought: Draft = { ...draft, ...move.brought };
  if (move.to === 'here') return brought;
  const next: Draft = { ...brought, step: stepsOf[brought.purpose][at + 1] ?? 'done' };
  return next.step === 'done' ? { ...next, app: emptyDraft.app, source: emptyDraft.source } : next;
}
