/** Whether a call to our address comes from WeChat: SHA-1 over the sorted token, time, nonce and, in secure mode, the body (facts/channels.md 2.1, 2.2). */

const SHA1_IN_HEX = /^[0-9a-f]{40}$/;

/** Sorted by bytes, joined, SHA-1 as lower-case hex. All parts are ASCII wherever a signature can be right. */
export async function signatureOf(...parts: readonly string[]): Promise<string> {
  const joined = [...parts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).join('');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', new TextEncoder().encode(joined)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Takes the same time wherever the first difference is. False when anything is missing. */
export async function isSignedByWechat(
  given: string | undefined,
  token: string,
  timestamp: string | undefined,
  nonce: string | undefined,
  ...body: readonly string[]
): Promise<boolean> {
  if (token === '' || !given || !timestamp || !nonce || !SHA1_IN_HEX.test(given)) return false;
  const right = await signatureOf(token, timestamp, nonce, ...body);
  let difference = 0;
  for (let i = 0; i < right.length; i += 1) difference |= right.charCodeAt(i) ^ given.charCodeAt(i);
  return difference === 0;
}
