import { reasonTexts } from '#admin-api';

const { blocks, waits, holds } = reasonTexts.en;

const told = { ...blocks, ...waits, ...holds };

/** Why a person or department is not in step, and what mends it: as the server tells it, too. */
export const reasons: Readonly<Record<keyof typeof told, { readonly what: string; readonly mend: string }>> =
  told;
