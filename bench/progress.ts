const startedMs = performance.now();

/** Says beside the report what is being done; long sections would otherwise be silent for minutes. */
export function progress(text: string): void {
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1).padStart(7);
  process.stderr.write(`${seconds} s  ${text}\n`);
}
