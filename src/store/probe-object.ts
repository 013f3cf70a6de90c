/** The probe: the one object on which the behaviour of a server is tested. */

/** The only key that a probe ever writes, always with the same bytes. */
export const PROBE_KEY = 'v1/probe';
export const PROBE_BYTES = Buffer.from('holdfast probe: this object proves that the server honours If-None-Match\n');
