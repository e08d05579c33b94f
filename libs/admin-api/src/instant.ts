import { z } from 'zod';

/** A moment: a text with a time zone on the wire, a Date in the house. */
export const instant = z.codec(z.iso.datetime({ offset: true }), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});
