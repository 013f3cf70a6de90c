import { blankUrlPasswords } from './urls.ts';

/** Keeps secrets out of everything that is written: the runner masks its own log, but no terminal, file or pipe. */
export interface Redactor {
  readonly add: (secret: string) => void;
  readonly redact: (text: string) => string;
}

/** Shorter texts are no secrets, and replacing them would maim every log. */
const SHORTEST_SECRET = 6;

export function createRedactor(): Redactor {
  const secrets = new Set<string>();
  return {
    add(secret) {
      for (const line of [secret, ...secret.split(/\r?\n/)]) if (line.length >= SHORTEST_SECRET) secrets.add(line);
    },
    redact(text) {
      let result = text;
      for (const secret of secrets) result = result.replaceAll(secret, '***');
      return blankUrlPasswords(result);
    },
  };
}
