/** The tokens that clients of GitHub send. */
export type { TokenSource } from '../base/token-source.ts';
