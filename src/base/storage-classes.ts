/** Storage classes of S3, by whether their objects can be read immediately. */

/** In these classes packs can be read immediately, and so be reused and verified. */
export const STORAGE_CLASSES = ['STANDARD', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'GLACIER_IR'] as const;

/**
 * An object in one of these classes must be restored in S3 before it can be read:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html
 */
export const ARCHIVE_CLASSES: readonly string[] = ['GLACIER', 'DEEP_ARCHIVE'];
