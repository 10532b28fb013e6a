// Chromium switches that open the window, its pages or its memory to others. Fuses do not cover them.
const NAMES = [
  'allow-file-access-from-files',
  'disable-features',
  'disable-site-isolation-trials',
  'disable-web-security',
  'enable-logging',
  'gpu-launcher',
  'host-resolver-rules',
  'host-rules',
  'ignore-certificate-errors',
  'js-flags',
  'load-extension',
  'log-net-log',
  'no-sandbox',
  'disable-setuid-sandbox',
  'proxy-pac-url',
  'proxy-server',
  'renderer-cmd-prefix',
  'ssl-key-log-file',
  'unsafely-treat-insecure-origin-as-secure',
  'utility-cmd-prefix',
];
const PREFIXES = ['inspect', 'remote-debugging-'];

/** The first switch in a command line that a packaged program must not run with; undefined if none. */
export function dangerousSwitch(argv: readonly string[]): string | undefined {
  return argv.slice(1).find((argument) => {
    // Windows also takes `/name` and ignores case.
    const name = /^(?:--?|\/)([^=]+)/.exec(argument.toLowerCase())?.[1];
    if (name === undefined) return false;
    return NAMES.includes(name) || PREFIXES.some((prefix) => name.startsWith(prefix));
  });
}
