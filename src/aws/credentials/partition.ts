/** Partitions of AWS by how their regions begin: https://docs.aws.amazon.com/general/latest/gr/rande.html */
const PARTITIONS = [
  { regions: 'cn-', partition: 'aws-cn', firstRegion: 'cn-north-1' },
  { regions: 'us-gov-', partition: 'aws-us-gov', firstRegion: 'us-gov-west-1' },
  { regions: 'us-isob-', partition: 'aws-iso-b', firstRegion: 'us-isob-east-1' },
  { regions: 'us-isof-', partition: 'aws-iso-f', firstRegion: 'us-isof-south-1' },
  { regions: 'us-iso-', partition: 'aws-iso', firstRegion: 'us-iso-east-1' },
  { regions: 'eu-isoe-', partition: 'aws-iso-e', firstRegion: 'eu-isoe-west-1' },
  { regions: 'eusc-', partition: 'aws-eusc', firstRegion: 'eusc-de-east-1' },
  { regions: '', partition: 'aws', firstRegion: 'us-east-1' },
] as const;

/** The second field of an ARN; `aws` by default. A region takes precedence over a role. */
export function partitionOf(region: string | undefined, roleArn: string | undefined): string {
  if (region === undefined) return roleArn?.split(':')[1] ?? 'aws';
  return PARTITIONS.find(({ regions }) => region.startsWith(regions))?.partition ?? 'aws';
}

/** A region whose STS answers for the whole partition, for callers without a region. */
export function firstRegionOf(partition: string): string {
  return PARTITIONS.find((row) => row.partition === partition)?.firstRegion ?? 'us-east-1';
}

/** The audience that AWS documents for an OIDC provider of the partition. */
export function defaultAudience(partition: string): string {
  return partition === 'aws-cn' ? 'sts.amazonaws.com.cn' : 'sts.amazonaws.com';
}

const AWS_DOMAINS = ['amazonaws.com', 'amazonaws.com.cn', 'amazonaws.eu', 'api.aws', 'api.amazonwebservices.com.cn'];

/** Whether an endpoint URL belongs to AWS (a VPC endpoint, for example) and not to another provider. */
export function isAwsEndpoint(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return AWS_DOMAINS.some((domain) => host === domain || host.endsWith(`.${domain}`));
}
