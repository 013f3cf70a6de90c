/**
 * The address in docs/fleet.md at which a GitHub App is registered with the permissions that a backup reads with, from the
 * table of kinds. `npm run docs` writes it; a test fails where page and table differ.
 */
import { KINDS } from '../src/sources/repository/metadata/kinds/kinds.ts';

const MARK = 'registration: made by tools/fleet-page.ts';

/** Parameters of GitHub's form, where they are not the words of its documentation with `_` for `-`. */
const PARAMETERS: Readonly<Record<string, string>> = {
  projects: 'organization_projects',
  variables: 'actions_variables',
  webhooks: 'repository_hooks',
};

/** To choose repositories by their properties. */
const OF_THE_FLEET = ['organization_custom_properties'];

/** https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-using-url-parameters */
export function registrationAddress(): string {
  const words = KINDS.map(({ permission }) => /^([a-z-]+): read/.exec(permission)?.[1]);
  const names = words.filter((word) => word !== undefined).map((word) => PARAMETERS[word] ?? word.replaceAll('-', '_'));
  const permissions = [...new Set([...names, ...OF_THE_FLEET])].toSorted().map((name) => `${name}=read`);
  return [
    'https://github.com/organizations/ORGANIZATION/settings/apps/new?name=ORGANIZATION-holdfast',
    'url=https://github.com/OWNER/holdfast',
    'public=false',
    'webhook_active=false',
    ...permissions,
  ].join('&');
}

/** The page with its address, as deep in a list as the comment stands. */
export function fleetPage(written: string): string {
  const made = [`<!-- ${MARK} -->`, '', '```text', registrationAddress(), '```', '', '<!-- end -->'];
  const place = new RegExp(`^( *)<!-- ${MARK} -->[^]*?<!-- end -->`, 'm');
  if (!place.test(written)) throw new Error(`docs/fleet.md lacks the comment "${MARK}"`);
  return written.replace(place, (_, indent: string) =>
    made.map((line) => (line === '' ? '' : indent + line)).join('\n'),
  );
}
