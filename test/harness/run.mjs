import { spawn } from 'node:child_process';

/**
 * Runs npm quietly in a folder and gives its standard output; its errors become the rejection's message.
 * @param {readonly string[]} args
 * @param {string} folder
 * @returns {Promise<string>}
 */
export function npm(args, folder) {
  const quiet = ['--loglevel=error', '--no-audit', '--no-fund', '--no-update-notifier'];
  // Under `npm run`, npm tells where it is; that also avoids npm.cmd, which needs a shell on Windows.
  const self = process.env.npm_execpath;
  return self?.endsWith('.js')
    ? run(process.execPath, [self, ...args, ...quiet], folder, false)
    : run('npm', [...args, ...quiet], folder, process.platform === 'win32');
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} folder
 * @param {boolean} shell
 * @returns {Promise<string>}
 */
export function run(command, args, folder, shell = false) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (data) => (out += data));
    child.stderr.on('data', (data) => (err += data));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(out);
      else reject(new Error(`${command} ${args.join(' ')}\n${(err || out).trim().split('\n').slice(-15).join('\n')}`));
    });
  });
}
