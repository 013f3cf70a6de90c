/** Which provider an endpoint belongs to, for errors that name the provider's part of docs/providers.md. */
import { isAwsEndpoint } from '../credentials/partition.ts';

/** Host, name, and anchor on the page, of all but AWS. `__tests__/providers/page.test.ts` holds it to the page. */
export const PROVIDER_HOSTS: readonly (readonly [host: RegExp, name: string, anchor: string])[] = [
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
  const found = providerAt(endpointUrl);
  return found === undefined
    ? `${PAGE} says what each provider supports`
    : `${PAGE}#${found.anchor} says what ${found.name} supports, and ${PAGE} what others do`;
}

function providerAt(endpointUrl: string | undefined): { readonly name: string; readonly anchor: string } | undefined {
  if (endpointUrl === undefined || isAwsEndpoint(endpointUrl)) return { name: 'AWS', anchor: 'aws' };
  const { hostname } = new URL(endpointUrl);
  const [, name, anchor] = PROVIDER_HOSTS.find(([host]) => host.test(hostname)) ?? [];
  return name === undefined || anchor === undefined ? undefined : { name, anchor };
}
