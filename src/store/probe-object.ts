/** The probe: the one object by which it is tried what a server does. */

/** The only key that a probe ever writes, always with the same bytes. */
export const PROBE_KEY = 'v1/probe';
export const PROBE_BYTES = Buffer.from('holdfast probe: this object proves that the server honours If-None-Match\n');
