/** Papers that come after an application was filed: attached, what is still missing told anew, and the clock goes on when they are enough. */
import { isEnd, nextStage, PROCESS_OF } from '../../domain/case-processes.ts';
import type { CaseKind } from '../../domain/cases.ts';
import type { DocumentKind, StoredDocument } from '../../domain/documents.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Viewer } from '../../domain/viewer.ts';
import type { WholeCase } from '../../store/cases.ts';
import type { Write } from '../../store/commit.ts';
import { attachDocuments, documentsById } from '../../store/documents.ts';
import type { EntryData } from '../cases/fold.ts';
import type { CaseReason, Cases } from '../cases.ts';
import type { Deps, Planned } from '../deps.ts';
import type { Documents } from '../documents.ts';
import { countedAs, missingOf, missingProof } from './papers.ts';

/** What an area does in the moment its papers are complete. */
export interface Completion {
  readonly next: (found: WholeCase) => CaseReason['then'];
  /** `after` is the case as it will be. */
  readonly effects: (after: WholeCase) => Promise<readonly Write[]>;
}

export type Papers = ReturnType<typeof createPapers>;

export function createPapers(
  deps: Pick<Deps, 'db'>,
  cases: Cases,
  documents: Documents,
  completions: Readonly<Partial<Record<CaseKind, Completion>>> = {},
) {
  return {
    toNewCase,

    /**
     * Attaches papers of the viewer's to an open case of theirs; sent twice, they are attached once. `inChat`: a photo without
     * a name counts as the first that is missing. `unstored`: papers that are written with this very commit, into this case.
     * Refuses `not_found` (the case, or one of the papers) and `not_now` (closed).
     */
    async attach(
      viewer: Viewer,
      caseNumber: string,
      ids: readonly string[],
      inChat: boolean,
      unstored: readonly StoredDocument[] = [],
    ): Promise<Result<Planned<WholeCase>>> {
      const seen = await cases.find(viewer, caseNumber);
      if (!seen.ok || !seen.value.own) return refuse('not_found');
      const { found } = seen.value;
      const given = await documents.own(viewer, ids, found.caseNumber);
      if (!given.ok) return given;
      if (isEnd(found.stage)) return refuse('not_now');
      const attached = new Set(
        (await documentsById(deps.db, ids)).flatMap((paper) => (paper.caseNumber ? [paper.documentId] : [])),
      );
      const stored = given.value.filter(({ documentId }) => !attached.has(documentId));
      const fresh = [...stored, ...unstored];
      if (fresh.length === 0) return ok({ value: found, writes: [] });
      const before = found.missing as readonly DocumentKind[];
      const counted = countedAs(before, fresh, inChat);
      const missing = missingOf(before, counted);
      const complete =
        nextStage(PROCESS_OF[found.kind], found.stage, 'material-complete') !== null &&
        stillNeeded(found, missing).length === 0;
      const completion = complete ? completions[found.kind] : undefined;
      const then = completion?.next(found);
      const moved = await cases.move(found, complete ? 'material-complete' : 'document-added', 'resident', {
        missing,
        more: { documents: counted },
        ...(then && { then }),
      });
      if (!moved.ok) return moved;
      const effects = (await completion?.effects(moved.value.value)) ?? [];
      return ok({
        value: moved.value.value,
        writes: [
          ...moved.value.writes,
          ...toNewCase(
            stored.map(({ documentId }) => documentId),
            found.caseNumber,
          ),
          ...effects,
        ],
      });
    },
  };
}

/** Into a case that is opened in the same commit. */
const toNewCase = (ids: readonly string[], caseNumber: string): readonly Write[] =>
  ids.length > 0 ? [attachDocuments(ids, caseNumber)] : [];

/** What a person asked for has to come; what we asked for by ourselves only as far as it proves the right. */
function stillNeeded(found: WholeCase, missing: readonly DocumentKind[]): readonly DocumentKind[] {
  const asked = found.history.filter(({ event }) => event === 'material-missing').at(-1);
  if (!asked?.actor.startsWith('clerk:')) return missingProof(missing, found.summary);
  const wanted = (JSON.parse(asked.data) as EntryData).missing ?? [];
  return missing.filter((kind) => wanted.includes(kind));
}
