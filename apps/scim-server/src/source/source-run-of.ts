/** How a run of a Source is named as the one who asked for what it wrote. */
export const askedByRun = (runId: string): string => `source:${runId}`;

/** The run of a Source that asked for something; null: somebody else did. */
export const sourceRunOf = (askedBy: string): string | null => /^source:(.+)$/.exec(askedBy)?.[1] ?? null;
