/** Servers that say nothing, or a byte now and then; and slow ones that go on. */
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createNetwork } from '../../src/net/network.ts';
import { readBody } from '../../src/net/http.ts';
import { isTransient } from '../../src/net/retry.ts';
import type { Event } from '../../src/base/events.ts';

const PATIENCE = { checkMs: 20, tellMs: 60, giveUpMs: 300, dripMs: 200 };

let server: Server;
const sockets = new Set<Socket>();

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

async function get(answer: (socket: Socket) => void): Promise<{ result: unknown; told: Event[] }> {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('data', () => answer(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const told: Event[] = [];
  const network = createNetwork({ patience: PATIENCE, emit: (event) => told.push(event) }, {});
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const result: unknown = await network.http
    .request(new URL(url), { method: 'GET', headers: {} })
    .then(async (answer) => ({ status: answer.statusCode, body: (await readBody(answer, 10_000)).toString() }))
    .catch((error: unknown) => error);
  network.requestHandler.destroy();
  return { result, told };
}

function every(socket: Socket, ms: number, bytes: string): void {
  const timer = setInterval(() => (socket.destroyed ? clearInterval(timer) : socket.write(bytes)), ms);
}

test('a silent server is told of, and given up', async () => {
  const { result, told } = await get(() => undefined);
  expect(told[0]).toMatchObject({
    type: 'info',
    message: expect.stringContaining('No answer from 127.0.0.1') as string,
  });
  expect(result).toMatchObject({ name: 'ServerSilent' });
});

test.each(['HTTP/1.1 200 OK\r\nx: ', 'HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n'])(
  'an answer that drips after %j is cut off',
  async (start) => {
    const { result } = await get((socket) => {
      socket.write(start);
      every(socket, 30, 'a');
    });
    expect(isTransient(result)).toBe(true);
  },
);

test('a slow answer above the floor comes to its end', async () => {
  const { result } = await get((socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2000\r\n\r\n');
    every(socket, 40, 'b'.repeat(200));
  });
  expect(result).toMatchObject({ status: 200, body: 'b'.repeat(2000) });
});
