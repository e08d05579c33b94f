const scimJson = 'application/scim+json';
const plainJson = 'application/json';

/** What a body may call itself: what SCIM says, plain JSON, or any other kind of it. */
export const jsonBody = /^(?:application\/(?:[\w.-]+\+)?json|text\/json)\s*(?:;|$)/i;

/**
 * The media type of an answer (RFC 7644 3.1, 3.8): the one that the client's Accept header likes better, SCIM's
 * own when it likes both. Who accepts neither gets SCIM's own too: an answer says more than a 406.
 */
export function answerType(accept: string | undefined): string {
  const plain = quality(accept ?? '*/*', plainJson);
  return plain > quality(accept ?? '*/*', scimJson) ? plainJson : scimJson;
}

/** How much a client likes a type, 0 to 1; the most specific range decides (RFC 9110 12.5.1). */
function quality(accept: string, type: string): number {
  const ranges = accept.split(',').map((range) => {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { name, q: q === undefined ? 1 : Number(q) || 0 };
  });
  for (const wanted of [type, 'application/*', '*/*']) {
    const range = ranges.find(({ name }) => name === wanted);
    if (range) return range.q;
  }
  return 0;
}
