import { AwsError } from '../errors.ts';
import type { Answer, WireRequest } from '../http.ts';
import { demand, type Principal } from '../identity.ts';
import { answerXml } from './call.ts';

/** The one call of S3 Control that is served: the public access block of an account. */
const PATH = '/v20180820/configuration/publicAccessBlock';

export function isS3Control(request: WireRequest): boolean {
  return request.rawPath === PATH && request.headers['x-amz-account-id'] !== undefined;
}

/** @param blocked accounts whose public access is blocked */
export function serveS3Control(
  blocked: ReadonlySet<string>,
  request: WireRequest,
  principal: Principal | undefined,
): Answer {
  const accountId = request.headers['x-amz-account-id'] ?? '';
  demand({
    principal,
    action: 's3:GetAccountPublicAccessBlock',
    resource: '*',
    context: { 'aws:principalarn': principal?.principalArn },
    resourcePolicy: undefined,
    resourceAccountId: accountId,
  });
  if (!blocked.has(accountId)) {
    const message = 'The public access block configuration was not found';
    throw new AwsError(404, 'NoSuchPublicAccessBlockConfiguration', message);
  }
  return answerXml('PublicAccessBlockConfiguration', {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  });
}
