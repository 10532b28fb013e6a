// React Aria adds one <style> element of constant text; its hash lets exactly that one in.
const REACT_ARIA_STYLE = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

/**
 * The content security policy of every page: nothing but our own files, no string becomes code.
 * `socketOrigin` (such as `ws://127.0.0.1:4000`) is the loopback host's; the window has none.
 */
export function contentSecurityPolicy(socketOrigin?: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${REACT_ARIA_STYLE}`,
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    `connect-src 'self'${socketOrigin === undefined ? '' : ` ${socketOrigin}`}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    // Each can be made once: the addresses of the workers that read PDFs and barcodes.
    'trusted-types pdf-worker barcode-worker',
  ].join('; ');
}

const BARCODE_WORKER = /^\/assets\/barcode-worker-[\w-]+\.js$/;

/**
 * The policy of the worker that reads barcodes. It alone compiles WebAssembly, from our own files; the page,
 * whose policy a worker does not share, cannot.
 */
const BARCODE_WORKER_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** The policy of what lies at a URL path: the page's, but for the one worker that has its own. */
export function policyOf(urlPath: string, pagePolicy: string): string {
  return BARCODE_WORKER.test(urlPath) ? BARCODE_WORKER_POLICY : pagePolicy;
}

/** Headers of every answer of both hosts; nothing is cached, framed, sniffed or shared. */
export function securityHeaders(policy: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(self), geolocation=(), microphone=()',
  };
}
