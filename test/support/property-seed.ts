// Every property begins at a seed of its own and prints it when it fails. PROPERTY_SEED begins all at one: with it, what
// failed fails again, and what passed goes on passing.
const seed = process.env.PROPERTY_SEED;
if (seed !== undefined) {
  const { default: fc } = await import('fast-check');
  fc.configureGlobal({ seed: Number(seed) });
}
export {};
