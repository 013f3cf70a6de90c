/** Chromium without a window, driven by its DevTools protocol: https://chromedevtools.github.io/devtools-protocol/ */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Debian's, or none. */
export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => {
  try {
    execFileSync(path, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

type Message = Readonly<Record<string, unknown>>;

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Message;
  readonly result?: Message;
  readonly error?: { readonly message: string };
}

/** One tab. */
export class Browser {
  /** Every event that the tab has sent. */
  readonly events: { readonly method: string; readonly params: Message }[] = [];
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #count = 0;

  private constructor(process: ChildProcess, folder: string, socket: WebSocket) {
    this.#process = process;
    this.#folder = folder;
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const answer = JSON.parse(String(data)) as Answer;
      if (answer.id !== undefined) this.#waiting.get(answer.id)?.(answer);
      else if (answer.method !== undefined) this.events.push({ method: answer.method, params: answer.params ?? {} });
    });
  }

  static async open(program: string): Promise<Browser> {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-chromium-'));
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0'];
    const started = spawn(program, [...flags, `--user-data-dir=${folder}`, 'about:blank'], { stdio: 'ignore' });
    let port: string | undefined;
    while (port === undefined) {
      if (started.exitCode !== null) throw new Error(`chromium ended with ${String(started.exitCode)}`);
      await setTimeout(50);
      port = readPort(folder);
    }
    const tabs = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as readonly Message[];
    const address = tabs.find(({ type }) => type === 'page')?.['webSocketDebuggerUrl'];
    const socket = new WebSocket(String(address));
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', () => reject(new Error('chromium does not answer')));
    });
    const browser = new Browser(started, folder, socket);
    for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await browser.send(`${domain}.enable`);
    return browser;
  }

  async send(method: string, params: Message = {}): Promise<Message> {
    const id = ++this.#count;
    const answered = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, method, params }));
    const { result = {}, error } = await answered;
    this.#waiting.delete(id);
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  /** Events of earlier pages are forgotten. */
  async visit(path: string): Promise<void> {
    this.events.length = 0;
    await this.send('Page.navigate', { url: `file://${path}` });
    while (!this.events.some(({ method }) => method === 'Page.loadEventFired')) await setTimeout(10);
  }

  /** The value of an expression in the page, which is awaited. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = (await this.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })) as { result?: { value?: T }; exceptionDetails?: unknown };
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return result?.value as T;
  }

  async press(key: string, code: number): Promise<void> {
    for (const type of ['rawKeyDown', 'keyUp'])
      await this.send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: code });
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('close', resolve));
    // Its answer may be lost with the connection.
    void this.send('Browser.close').catch(() => undefined);
    await ended;
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

function readPort(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, 'DevToolsActivePort'), 'utf8').split('\n')[0];
  } catch {
    return undefined;
  }
}
