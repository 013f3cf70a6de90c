/** Times that are read from somewhere. */
import * as v from 'valibot';

/** A time of ISO 8601 that JavaScript can read: it has forms that `Date` does not, such as an offset of hours alone. */
export const isoTime = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'not a time'),
);
