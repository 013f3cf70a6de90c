/**
 * Where a real server is known to behave otherwise than AWS, by check, with what it does. Such a check must still fail
 * there: when it passes, the server has changed, and the line goes.
 */
export const DIFFERENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  /** Ceph RGW 20.2 with rgw_s3_auth_use_sts. */
  rgw: {
    'ownership controls are read as they were put': 'not served',
    'a policy can refuse writes without If-None-Match and lets conditional ones through': 'it refuses those as well',
    'a policy can refuse writes without an encryption header': "the bucket's default counts as the header",
    'If-None-Match with an ETag never overwrites': 'it overwrites',
    'a wrong SHA-256 checksum is refused without x-amz-sdk-checksum-algorithm': 'it is not looked at',
    'SSE-KMS with an unknown key is refused': 'refused, with NoSuchKey 404',
    'an aborted multipart upload is gone': 'it is, with NoSuchKey',
    'a delete marker that is asked for by version is 405': 'NoSuchKey 404',
    'a wrong secret is SignatureDoesNotMatch': 'AccessDenied 403',
    'an unknown access key is InvalidAccessKeyId': 'AccessDenied 403',
    'a request signed for another region is refused': 'regions are not looked at',
    'GetCallerIdentity names the session': 'not served',
  },
};

/** Where a real server answers now so, now otherwise: nothing can be asserted. */
export const UNSTEADY: typeof DIFFERENCES = {
  rgw: {
    'of 16 conditional writers in one moment exactly one wins':
      'where versions are kept, several may win, each with a version of its own',
  },
};
