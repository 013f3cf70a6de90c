/** Worker threads of the engine by name, as tests start them from the sources; the bundle has them beside main.js. */
const WORKERS: Readonly<Record<string, URL>> = {
  'read-worker': new URL('../../src/vault/backup/read-worker.ts', import.meta.url),
  'restore-worker': new URL('../../src/vault/restore/restore-worker.ts', import.meta.url),
};

export function workerUrl(name: string): URL {
  const url = WORKERS[name];
  if (url === undefined) throw new Error(`no worker thread is named ${name}`);
  return url;
}
