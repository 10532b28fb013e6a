import type { ElectronPort } from './electron-port.ts';

/** How long a secret may lie on the clipboard, where every program of this user can read it. */
export const BRIEF_COPY_MS = 60_000;

/**
 * Copies a text and takes it back after a minute, or when the program ends, unless something else was
 * copied since.
 */
export function briefCopies({
  app,
  clipboard,
}: Pick<ElectronPort, 'app' | 'clipboard'>): (text: string) => Promise<void> {
  let copied: string | null = null;
  let timer: NodeJS.Timeout | undefined;

  async function takeBack(): Promise<void> {
    clearTimeout(timer);
    const mine = copied;
    copied = null;
    if (mine !== null && (await clipboard.readText()) === mine) clipboard.clear();
  }
  // A clipboard that cannot be read keeps what it has; nobody can be told any more.
  const takeBackQuietly = () => void takeBack().catch(() => undefined);
  app.on('will-quit', takeBackQuietly);

  return async (text) => {
    await clipboard.writeText(text);
    copied = text;
    clearTimeout(timer);
    timer = setTimeout(takeBackQuietly, BRIEF_COPY_MS);
    timer.unref();
  };
}
