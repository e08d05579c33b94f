export { addressOf } from './address.js';
export { apiBase } from './endpoint.js';
export type { Asked, Endpoint, Heard, Noun, Place, Role, Sent, Told } from './endpoint.js';
export { endpoints } from './endpoints.js';
export { errorSchema } from './error.js';
export type { ProviderRefusal } from './session.js';
export { reasonTexts, troubleText } from './texts/reason-texts.js';
export type { Trouble } from './texts/trouble.js';
