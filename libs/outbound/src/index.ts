export { allowedTargetsSchema } from './allowed-targets.js';
export type { AllowedTargets } from './allowed-targets.js';
export { guardedConnector } from './guarded-connector.js';
export { isPlainlyPrivate } from './is-plainly-private.js';
export { openDispatcher } from './open-dispatcher.js';
export type { DispatcherOptions } from './open-dispatcher.js';
export { TargetRefused } from './target-refused.js';
