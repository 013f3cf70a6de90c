import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const { DefaultArtifactClient } = await import(process.env.INPUT_CLIENT);
const folder = join(process.env.GITHUB_WORKSPACE, process.env.INPUT_PATH);
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
await new DefaultArtifactClient().uploadArtifact(process.env.INPUT_NAME, files, folder);
