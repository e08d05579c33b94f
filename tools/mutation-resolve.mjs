// Gives specs the plain `describe`, `it` and `expect` of mutation-globals.mjs where they ask for Jest's. What is
// loaded as `?load=<n>` loads all of dist/ as that: the same modules once more, evaluated anew.
export async function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') {
    return { url: new URL('mutation-globals.mjs', import.meta.url).href, shortCircuit: true };
  }
  const resolved = await next(specifier, context);
  const load = /\?load=\d+$/.exec(context.parentURL ?? '');
  return load && resolved.url.includes('/dist/') && !resolved.url.includes('/node_modules/')
    ? { ...resolved, url: `${resolved.url}${load[0]}` }
    : resolved;
}
