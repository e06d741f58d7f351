/** The chain of a case's history: each entry carries the hash of the one before, so that a change by hand shows. */

export interface Link {
  readonly caseNumber: string;
  readonly seq: number;
  readonly at: Date;
  readonly event: string;
  readonly actor: string;
  /** The JSON text, hashed as it stands. */
  readonly data: string;
}

export interface Linked extends Link {
  readonly hash: string;
}

/** SHA-256, hexadecimal, over the hash before and the entry's own fields, one a line. */
export async function hashOf(before: string, link: Link): Promise<string> {
  const text = [before, link.caseNumber, link.seq, link.at.toISOString(), link.event, link.actor, link.data].join('\n');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The first entry that does not follow from the one before it, or that is missing; null when the chain holds up to `last`. */
export async function brokenAt(links: readonly Linked[], last: { seq: number; hash: string }): Promise<number | null> {
  let before = '';
  for (const [place, link] of links.entries()) {
    if (link.seq !== place + 1 || link.hash !== (await hashOf(before, link))) return place + 1;
    before = link.hash;
  }
  return links.length === last.seq && before === last.hash ? null : links.length + 1;
}
