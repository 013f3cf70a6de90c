/** The App's credentials that the inputs name, for what a command does at GitHub. */
import type { Credentials } from '../../aws/credentials/credentials.ts';
import { HoldfastError } from '../../base/errors.ts';
import { apiUrlIn, serverUrlOf } from '../../base/github-server.ts';
import { readRsaKey } from '../../github/app-key.ts';
import type { TokenSource } from '../../base/token-source.ts';
import type { AppAccess, AppPurpose } from '../../github/app.ts';
import { pause } from '../../github/client.ts';
import type { AppPlace } from '../../github/app-failures.ts';
import type { AppKey } from '../../github/app-jwt.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import { githubAt } from '../../sources/repository/index.ts';
import type { Deps } from '../shared/command.ts';
import { fetchOf, type GithubAccess } from '../shared/github.ts';
import { kmsDeps } from '../vault/held-keys.ts';
import { organizationOf } from '../vault/series.ts';
import { chooseParts } from './parts.ts';

/** An access that waits for the credentials of AWS, since the key of the App may lie in KMS. */
export interface PendingAccess {
  /** As `Deps.github`: undefined where the inputs name no App. */
  readonly access: GithubAccess | undefined;
  /** Finds the installation and makes a first token, before any work. Errors: see `openApp`. */
  readonly open: (credentials: Credentials) => Promise<void>;
}

/** @throws bad-input where the App cannot help */
export function appAccess(inputs: Inputs, deps: Deps): PendingAccess {
  const isPlain = deps.github !== undefined || inputs.githubAppId === undefined;
  const place = isPlain ? undefined : placeOf(inputs, deps);
  if (place === undefined) return { access: deps.github, open: () => Promise.resolve() };
  const openApp = prepareApp(inputs, deps, place);
  let opened: AppAccess | undefined;
  const token: TokenSource = async (refused) => {
    if (opened === undefined) throw new Error('the App is opened before the first request');
    return opened.token(refused);
  };
  return {
    access: { token },
    open: async (credentials) => {
      opened = await openApp(credentials);
    },
  };
}

/** The App that the inputs name, to be opened with credentials of AWS. Errors: `bad-input`; then see `openApp`. */
export function prepareApp(
  inputs: Inputs,
  deps: Deps,
  place: AppPlace,
): (credentials: Credentials) => Promise<AppAccess> {
  const { env, emit, signal, now, mask } = deps;
  const key = keyOf(inputs, deps);
  const debug = (message: string) => {
    emit({ type: 'debug', message });
  };
  const apiUrl = apiUrlIn(env, inputs.githubServerUrl);
  const purpose = purposeOf(inputs);
  return async (credentials) => {
    const { openApp } = await import('../../github/app.ts');
    return openApp(
      { apiUrl, id: inputs.githubAppId ?? '', key: key(credentials), place, purpose },
      { fetch: fetchOf(deps), now, signal, sleep: pause, debug, mask },
    );
  };
}

/** The key, or what signs with it once there are credentials of AWS. Errors: `bad-input`. */
function keyOf(
  { githubAppPrivateKey: text, githubAppKmsKey: keyId }: Inputs,
  deps: Deps,
): (credentials: Credentials) => AppKey {
  if (keyId !== undefined) {
    return (credentials) => ({
      kind: 'signer',
      sign: async (signed) => {
        const { signByKms } = await import('../../aws/kms/signing.ts');
        return signByKms(kmsDeps(credentials, deps), keyId, signed);
      },
    });
  }
  const key = readRsaKey(text ?? '');
  if ('wrong' in key) throw badKey(key.wrong);
  deps.mask(key.pem);
  return () => ({ kind: 'pem', pem: key.pem });
}

function badKey(wrong: string): HoldfastError {
  return new HoldfastError({
    code: 'bad-input',
    message: `github-app-private-key: ${wrong}.`,
    why: 'Accepted are the .pem file that GitHub made (PKCS#1), or the same key in PKCS#8, also with escaped line ends or whole in base64.',
    fix: "Store the file unchanged as a secret. A lost key is replaced in the App's settings: Generate a private key.",
  });
}

const METADATA = { metadata: 'read' };
const READ_CONTENTS = { name: 'contents', level: 'read', without: 'no repository can be backed up' } as const;
const WRITE_CONTENTS = { name: 'contents', level: 'write', without: 'nothing can be pushed' } as const;

/** What each mode does at GitHub, and thus what its tokens are for: they can do nothing else. */
function purposeOf(inputs: Inputs): AppPurpose {
  const { mode, source } = inputs;
  if (mode === 'restore') return pushPurpose(inputs);
  // Only compares refs, and tells where it cannot.
  if (mode === 'verify') return { rights: { ...METADATA, contents: 'read' } };
  if (mode === 'coverage') return { rights: { ...METADATA, organization_custom_properties: 'read' } };
  if (mode === 'backup' && source === 'organization') return { rights: 'read' };
  if (mode === 'backup' && source === 'artifacts') {
    const needs = { name: 'actions', level: 'read', without: 'no artifacts can be read' } as const;
    return { rights: { ...METADATA, actions: 'read' }, needs };
  }
  return { rights: 'read', needs: READ_CONTENTS };
}

/** A plan reads; of LFS objects, servers tell only those who may write which ones they lack. That it could be carried out is asked of both. */
function pushPurpose({ apply, dryRun, recreate, parts }: Inputs): AppPurpose {
  const isPlan = !apply || dryRun;
  if (recreate && !isPlan) return { rights: 'all', needs: WRITE_CONTENTS };
  if (recreate) return { rights: 'read', needs: WRITE_CONTENTS };
  const writes = { contents: 'write', workflows: 'write' };
  const rights = isPlan ? { contents: chooseParts(parts).lfs ? 'write' : 'read' } : writes;
  return { rights: { ...METADATA, ...rights }, needs: WRITE_CONTENTS };
}

/** undefined: this run asks GitHub for nothing. Errors: `bad-input`. */
function placeOf(inputs: Inputs, { env, surface, workingDir }: Deps): AppPlace | undefined {
  const { mode, source, level } = inputs;
  if (mode === 'verify' && level !== 'restore') return undefined;
  if (mode === 'backup' && source === 'organization') {
    return { kind: 'account', account: organizationOf(inputs, env) };
  }
  const own = inputs.repository ?? (env['GITHUB_REPOSITORY'] || undefined);
  const repository = mode === 'restore' ? inputs.pushTo : own;
  if (repository === undefined) return undefined;
  const serverUrl = serverUrlOf(inputs.githubServerUrl, env);
  const at = githubAt({ repository, serverUrl, allowLocal: surface === 'cli' }, workingDir);
  if (at !== undefined) return { kind: 'repository', owner: at.owner, repo: at.repo };
  if (mode === 'verify') return undefined;
  throw new HoldfastError({
    code: 'bad-input',
    message: `github-app-id: ${repository} does not lie on ${serverUrl}, and an App has tokens for that server only.`,
    fix: 'Leave out the inputs of the App, or name its server as github-server-url.',
  });
}
