/** The key every test process seals with; the same that openTestStore() has. */
export const sealingKeys = `test:${Buffer.alloc(32, 7).toString('base64')}`;
