import type { AppAt } from './hosts.js';

/** Spaces the calls of all replicas evenly, a lane per (host, app, API). */
export interface Pace {
  /**
   * Resolves when the call may be made.
   *
   * @throws PaceExhausted when that would be too far ahead
   */
  slot(app: AppAt, api: string): Promise<void>;
  /** DingTalk throttled this lane: nothing more on it for `waitMs`. */
  penalise(app: AppAt, api: string, waitMs: number): Promise<void>;
  /** DingTalk silenced the app or its company: nothing more for it for `waitMs`, whatever the API. */
  penaliseApp(app: AppAt, waitMs: number): Promise<void>;
  /** DingTalk banned our address: nothing more through it for `waitMs`, whatever the app or API. */
  penaliseAddress(waitMs: number): Promise<void>;
}

/** Keeps the access token of an app for all replicas. */
export interface TokenStore {
  read(app: AppAt): Promise<{ readonly token: string; readonly validMs: number } | undefined>;
  /** Whether the caller is the one to fetch a new one; it must call save() or abandon() soon. */
  lead(app: AppAt): Promise<boolean>;
  save(app: AppAt, token: string, validMs: number): Promise<void>;
  abandon(app: AppAt): Promise<void>;
}

/** A call that was made, as far as metrics may know it. */
export interface ObservedCall {
  /** The path; no other part of the call is told. */
  readonly api: string;
  /** DingTalk's code, or the name of the error where there was no answer; `0` is success. */
  readonly code: string;
  readonly throttled: boolean;
  readonly ms: number;
}

/** Told of every call. */
export type CallObserver = (call: ObservedCall) => void;
