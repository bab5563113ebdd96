import { spawn } from 'node:child_process';

/** True where a person can be shown a window. */
export const hasDesktop = () =>
  !process.env.CI && (process.platform === 'darwin' || process.platform === 'win32' || !!(process.env.DISPLAY || process.env.WAYLAND_DISPLAY));

/**
 * Shows an address in the user's browser; whether that worked is for the user to see.
 * @param {string} address
 */
export function openInBrowser(address) {
  /** @type {[string, string[]]} */
  const [command, args] = process.platform === 'darwin' ? ['open', [address]]
    // `start` would take the & of an address for its own.
    : process.platform === 'win32' ? ['rundll32', ['url.dll,FileProtocolHandler', address]]
    : ['xdg-open', [address]];
  spawn(command, args, { stdio: 'ignore', detached: true }).on('error', () => {}).unref();
}
