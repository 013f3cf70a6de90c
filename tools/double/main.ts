import { parseArgs } from 'node:util';
import { startDouble } from './double.ts';
import { isLack, LACKS } from './lacks.ts';

/**
 * The double as a process: `node tools/double/main.ts [--port 0] [--bucket vault]... [--role backup]...
 * [--lack versions]...`. Prints one line of JSON when it is ready, and runs until it gets SIGINT or SIGTERM, or standard
 * input ends (with --until-stdin-ends).
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      region: { type: 'string', default: 'us-east-1' },
      bucket: { type: 'string', multiple: true, default: [] },
      role: { type: 'string', multiple: true, default: [] },
      lack: { type: 'string', multiple: true, default: [] },
      'session-seconds': { type: 'string' },
      'until-stdin-ends': { type: 'boolean', default: false },
    },
  });
  const odd = values.lack.find((name) => !isLack(name));
  if (odd !== undefined) throw new Error(`--lack ${odd}: one of ${Object.keys(LACKS).join(', ')}`);
  const seconds = values['session-seconds'];
  const double = await startDouble({
    port: Number(values.port),
    region: values.region,
    lacks: values.lack.filter(isLack),
    ...(seconds === undefined ? {} : { sessionSeconds: Number(seconds) }),
  });
  for (const name of values.bucket) double.makeVaultBucket(name);
  const { endpoint, port, region, accountId, accessKeyId, secretAccessKey } = double;
  const ready = {
    ...{ endpoint, port, region, accountId, accessKeyId, secretAccessKey },
    oidcProviderArn: double.oidcProviderArn,
    buckets: values.bucket,
    roles: Object.fromEntries(values.role.map((name) => [name, double.addRole({ name })])),
    awsEnv: double.awsEnv(),
    runnerEnv: double.runnerEnv(),
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  const stop = (): void => void double.close();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  if (values['until-stdin-ends']) process.stdin.resume().once('end', stop);
}

await main();
