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
  return sha256(
    [before, link.caseNumber, link.seq, link.at.toISOString(), link.event, link.actor, link.data].join('\n'),
  );
}

export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The first entry that does not follow from the one before it, or that is missing; null when the chain holds up to `last`. An
 * entry that lost its words keeps the hash it had with them: an entry behind it, whole itself, vouches for what is left of it.
 */
export async function brokenAt(links: readonly Linked[], last: { seq: number; hash: string }): Promise<number | null> {
  let before = '';
  const changed: Linked[] = [];
  const vouched = new Map<number, string>();
  for (const [place, link] of links.entries()) {
    if (link.seq !== place + 1) return changed[0]?.seq ?? place + 1;
    if (link.hash !== (await hashOf(before, link))) changed.push(link);
    else if (link.event === 'noted') for (const [seq, left] of blottedBy(link)) vouched.set(Number(seq), left);
    before = link.hash;
  }
  for (const { seq, data } of changed) if (vouched.get(seq) !== (await sha256(data))) return seq;
  return links.length === last.seq && before === last.hash ? null : links.length + 1;
}

/** Which entries before it lost their words by this one, and the hash of what is left of each. */
function blottedBy({ seq, data }: Link): readonly (readonly [string, string])[] {
  const { more } = JSON.parse(data) as { more?: { blotted?: Readonly<Record<string, string>> } };
  return Object.entries(more?.blotted ?? {}).filter(([blotted]) => Number(blotted) < seq);
}
