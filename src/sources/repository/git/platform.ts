/** What differs between platforms when git is run. */
import { spawn, type ChildProcess } from 'node:child_process';

/** What differs between platforms when git is run; everything else in this folder is the same everywhere. */
const isWindows = process.platform === 'win32';

/**
 * Starts a child in a process group of its own, where the platform has them: git starts helpers (`remote-https`,
 * `pack-objects`), and a cancelled run must not leave them behind.
 */
export function spawnGroup(file: string, args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }) {
  return spawn(file, args, { ...options, detached: !isWindows, windowsHide: true, stdio: ['pipe', 'pipe', 'pipe'] });
}

/** Kills a child of `spawnGroup` and everything it started. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (isWindows) {
    spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true, stdio: 'ignore' }).on('error', () =>
      child.kill(),
    );
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already (ESRCH).
    child.kill('SIGKILL');
  }
}

/**
 * Git for Windows names its certificates in the system configuration, which is not read here. The certificate store of
 * Windows is used instead.
 */
export const platformConfig: readonly (readonly [string, string])[] = isWindows
  ? [
      ['http.sslBackend', 'schannel'],
      ['core.longPaths', 'true'],
    ]
  : [];
