/** Where to go once signed in. */
export type Destination = { readonly kind: 'page' | 'document'; readonly path: string };

/** Pages of ours only: a path of the console, or the board of the queues. */
export function destination(next: string | null): Destination {
  if (next === 'queues') return { kind: 'document', path: '/queues' };
  const ours = next !== null && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in');
  return { kind: 'page', path: ours ? next : '/' };
}
