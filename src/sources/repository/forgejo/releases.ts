/** Releases with their files. */
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { releaseDocument } from './documents.ts';
import { type Fields, list, text, whole } from './fields.ts';
import { assetFile } from '../metadata/kinds/files.ts';
import type { Work } from './work.ts';
import type { YamlObject } from './yaml.ts';

const KIND = 'release-assets';

/** `tags`: those of the restored repository. */
export async function writeReleases(work: Work, tags: ReadonlySet<string>): Promise<void> {
  const files = new Set(work.stored.names(KIND));
  const taken = new Set<string>();
  const documents: YamlObject[] = [];
  for (const name of work.stored.names('releases')) {
    await work.step();
    const release = work.stored.item('releases', name);
    if (release === undefined) continue;
    const tag = text(release['tag_name']);
    const why = whyNot(release, tag, taken, tags);
    if (why === undefined) {
      taken.add(tag);
      documents.push(releaseDocument(release, await placeFiles(work, release, files), work.names));
    } else {
      await work.keep('releases', [name], 'releases', why);
      await keepFiles(work, release, files);
    }
  }
  work.document('release.yml', documents);
  work.count('releases', documents.length);
}

/** The importers end with an error at the second release of a tag, and forget those whose tag is not in the history. */
function whyNot(release: Fields, tag: string, taken: ReadonlySet<string>, tags: ReadonlySet<string>) {
  if (tag === '' || taken.has(tag)) return 'they have no tag, or that of another one';
  return release['draft'] === true || tags.has(tag) ? undefined : 'their tag is not in the snapshot';
}

/** Copies the files to where the document says they are, under names that are safe in an address. */
async function placeFiles(
  work: Work,
  release: Fields,
  files: ReadonlySet<string>,
): Promise<ReadonlyMap<number, string>> {
  const places = new Map<number, string>();
  for (const asset of list(release['assets'])) {
    const [id, file] = [whole(asset['id']), fileOf(asset)];
    if (!files.has(file)) {
      work.notes.add('files of releases', 1, 'they are not in the snapshot');
      continue;
    }
    const folder = `release_assets/${String(whole(release['id']))}`;
    await mkdir(join(work.folder, folder), { recursive: true });
    const place = `${folder}/${String(id)}`;
    await copyFile(join(work.stored.folder, KIND, file), join(work.folder, place));
    places.set(id, place);
  }
  work.count('files of releases', places.size);
  return places;
}

async function keepFiles(work: Work, release: Fields, files: ReadonlySet<string>): Promise<void> {
  const names = list(release['assets'])
    .map(fileOf)
    .filter((file) => files.has(file));
  await work.keep(KIND, names, 'files of releases', 'their releases are not imported');
}

function fileOf(asset: Fields): string {
  return assetFile(whole(asset['id']), text(asset['name']));
}
