export * from './errors.js';
export * from './ids.js';
export * from './json.js';
export * from './lane.js';
export * from './messages.js';
