/** Buckets of a conformance run: emptied and removed at its end, S3 versions and all. */
import * as S3 from '@aws-sdk/client-s3';

/** Removes what a run made; a server that does not let go of it is no failure of the run. */
export async function removeBucket(client: S3.S3Client, bucket: string): Promise<void> {
  try {
    await client.send(new S3.DeleteBucketPolicyCommand({ Bucket: bucket })).catch(() => undefined);
    for (const each of await versionsOf(client, bucket))
      await client.send(new S3.DeleteObjectCommand({ Bucket: bucket, ...each }));
    await client.send(new S3.DeleteBucketCommand({ Bucket: bucket }));
  } catch (error) {
    process.stderr.write(`The bucket ${bucket} stays: ${String(error)}\n`);
  }
}

/** All S3 versions and delete markers, newest first of each key. A run writes fewer than a page of them. */
export async function versionsOf(
  client: S3.S3Client,
  bucket: string,
  prefix = '',
): Promise<readonly { readonly Key: string; readonly VersionId: string }[]> {
  const listed = await client.send(new S3.ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix }));
  return [...(listed.Versions ?? []), ...(listed.DeleteMarkers ?? [])].map(({ Key = '', VersionId = '' }) => ({
    Key,
    VersionId,
  }));
}
