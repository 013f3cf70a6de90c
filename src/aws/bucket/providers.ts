/** Which provider an endpoint belongs to, for errors that name the provider's part of docs/providers.md. */

/** Suffix of the host, name, and anchor on the page. `__tests__/providers/page.test.ts` holds it to the page. */
export const PROVIDER_HOSTS: readonly (readonly [host: RegExp, name: string, anchor: string])[] = [
  [/\.amazonaws\.com(\.cn)?$/, 'AWS', 'aws'],
  [/\.r2\.cloudflarestorage\.com$/, 'Cloudflare R2', 'cloudflare-r2'],
  [/\.backblazeb2\.com$/, 'Backblaze B2', 'backblaze-b2'],
  [/\.wasabisys\.com$/, 'Wasabi', 'wasabi'],
  [/^storage\.googleapis\.com$/, 'Google Cloud Storage', 'google-cloud-storage'],
  [/\.(oraclecloud|customer-oci)\.com$/, 'Oracle Cloud (OCI)', 'oracle-cloud-oci'],
  [/\.digitaloceanspaces\.com$/, 'DigitalOcean Spaces', 'digitalocean-spaces'],
  [/\.your-objectstorage\.com$/, 'Hetzner Object Storage', 'hetzner-object-storage'],
  [/(\.tigris\.dev|\.storage\.dev)$/, 'Tigris', 'tigris'],
  [/\.scw\.cloud$/, 'Scaleway', 'scaleway'],
  [/\.cloud\.ovh\.(net|us)$/, 'OVHcloud', 'ovhcloud'],
];

const PAGE = 'docs/providers.md';

/** Where to read on: `docs/providers.md#cloudflare-r2 says what Cloudflare R2 has`. */
export function providerPage(endpointUrl: string | undefined): string {
  const host = endpointUrl === undefined ? 's3.amazonaws.com' : new URL(endpointUrl).hostname;
  const found = PROVIDER_HOSTS.find(([pattern]) => pattern.test(host));
  return found === undefined
    ? `${PAGE} says what each provider supports`
    : `${PAGE}#${found[2]} says what ${found[1]} supports, and ${PAGE} what others do`;
}
