/** The source of an organisation: who belongs to it, its teams, rules and settings. */
import type { Token } from '../../base/token-source.ts';
import { HoldfastError } from '../../base/errors.ts';
import type { OpenSource, Source, SourceContext, SourceResult } from '../source.ts';
import { createPart, type MetadataDeps } from '../repository/metadata/metadata.ts';
import type { ReadingSettings } from '../repository/metadata/reading.ts';
import { ORGANIZATION_KINDS } from './kinds.ts';

interface OrganizationSettings extends Pick<ReadingSettings, 'serverUrl' | 'include' | 'exclude'> {
  /** Its login: `acme`. All of it is read in every run: there is little of it, and no time tells whether it changed. */
  readonly organization: string;
  readonly token: Token;
  /** What was asked for explicitly; part of the series' definition. */
  readonly chosenParts: readonly string[];
}

/**
 * An organisation: `github/<kind>/...`, one JSON file per item. Errors: `bad-input` for unknown kinds, `github-unreadable` if the
 * token sees what everybody sees and nothing else.
 */
export function createOrganizationSource(settings: OrganizationSettings, deps: MetadataDeps): Source {
  const { organization, chosenParts, ...reading } = settings;
  const part = createPart({ kinds: ORGANIZATION_KINDS, at: { org: organization } }, { ...reading, isFull: true }, deps);
  const url = `${settings.serverUrl}/${organization}`;
  return {
    kind: 'organization',
    definition: { source: 'organization', url, ...(chosenParts.length === 0 ? {} : { parts: chosenParts }) },
    open: async (context: SourceContext): Promise<OpenSource> => {
      const opened = await part.open(context);
      return {
        ...opened,
        identity: { organization, url, ...opened.identity },
        finish: async () => {
          const result = await opened.finish();
          if (isPublicOnly(result)) throw publicOnly(organization);
          return result;
        },
      };
    },
  };
}

/** Parts that were refused have no status. */
function isPublicOnly({ parts, gaps }: SourceResult): boolean {
  return gaps.some((gap) => gap.class === 'unavailable') && Object.keys(parts).every((name) => name === PROFILE);
}

const PROFILE = 'github/organization';

function publicOnly(organization: string): HoldfastError {
  return new HoldfastError({
    code: 'github-unreadable',
    message: `github-token: of the organisation ${organization} it shows at most what everybody may see, and no snapshot was made.`,
    why: 'The GITHUB_TOKEN of a workflow belongs to one repository, and cannot be given a permission for an organisation.',
    fix: 'Give the token of a GitHub App that is installed in the organisation, or a personal access token of one of its owners. docs/metadata.md lists the permission that each kind needs.',
  });
}
