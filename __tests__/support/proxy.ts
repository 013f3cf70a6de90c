/** A forward proxy on this machine, which notes what it is asked for. */
import { createServer, request as send } from 'node:http';
import { connect } from 'node:net';
import { listen, type Listening } from '../../tools/listen.ts';

export interface Proxy extends Listening {
  /** `CONNECT host:port`, `GET http://...`, in order. */
  readonly asked: string[];
}

export async function startProxy(): Promise<Proxy> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const { method, headers } = request;
    const forward = send(request.url ?? '', { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forward.on('error', () => response.destroy());
    request.pipe(forward);
  });
  server.on('connect', (request, client, head) => {
    asked.push(`CONNECT ${request.url ?? ''}`);
    const [host = '', port] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
  });
  return { ...(await listen(server)), asked };
}
