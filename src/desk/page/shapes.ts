/** What the desk's API gives, as this page reads it. */
import type { Figures as Counted } from '../../services/statistics.ts';
import type { Room } from '../rooms.ts';

export interface Me {
  readonly staffId: string;
  readonly name: string;
  readonly role: 'clerk' | 'supervisor' | 'manager' | 'editor';
  readonly team: string;
  readonly teamText: string;
  readonly rooms: readonly Room[];
}

export interface Colleague {
  readonly staffId: string;
  readonly name: string;
  readonly role: Me['role'];
  readonly team: string;
  readonly teamText: string;
}

export interface Labelled {
  readonly label: string;
  readonly value: string;
}

/** `fact` is what it is called here, `label` what people read. */
export interface Fact extends Labelled {
  readonly fact: string;
}

export interface CaseLine {
  readonly caseNumber: string;
  readonly kind: string;
  readonly kindText: string;
  readonly stage: string;
  readonly stageText: string;
  readonly team: string;
  readonly teamText: string;
  readonly owner: string | null;
  readonly priority: number;
  readonly danger: boolean;
  readonly openedAt: string;
  readonly deadline: string | null;
  readonly late: boolean;
  readonly waitsFor: 'resident' | 'old-holder' | null;
  readonly chases: number;
  readonly nextActionText: string | null;
  /** What it is about, in a line, and whose account it is; masked. */
  readonly about: string | null;
  readonly who: string | null;
  readonly status: 'open' | 'closed';
}

export interface CasePage {
  readonly cases: readonly CaseLine[];
  readonly next: string | null;
  readonly counts: { readonly open: number; readonly late: number; readonly mine: number };
}

export interface Paper {
  readonly documentId: string;
  readonly kind: string;
  readonly kindText: string;
  readonly type: string;
  readonly size: number;
  readonly uploadedAt: string;
}

export interface HistoryEntry {
  readonly at: string;
  readonly event: string;
  readonly eventText: string;
  readonly by: { readonly kind: 'resident' | 'old-holder' | 'service' | 'clerk'; readonly name: string | null };
  readonly words: string | null;
  /** Of a changed estimate: when power is expected back. */
  readonly estimate: string | null;
}

export interface Act {
  readonly event: string;
  readonly eventText: string;
  readonly needs: 'words' | 'papers' | 'hands' | null;
}

export interface Promised {
  readonly kind: string;
  readonly due: string | null;
  readonly metAt: string | null;
  readonly text: string;
}

export interface WholeCase extends CaseLine {
  readonly closedAt: string | null;
  readonly anonymous: boolean;
  readonly account: {
    readonly accountNumber: string;
    readonly holder: string;
    readonly address: string;
    readonly phone: string;
    readonly status: 'active' | 'cut' | 'closed';
  } | null;
  readonly contact: {
    readonly name?: string | null;
    readonly idNumber?: string | null;
    readonly phone?: string | null;
    readonly oldHolderPhone?: string | null;
  };
  readonly facts: readonly Fact[];
  readonly promises: readonly Promised[];
  readonly missing: readonly { readonly kind: string; readonly kindText: string }[];
  readonly papers: readonly Paper[];
  readonly history: readonly HistoryEntry[];
  readonly relatedCase: string | null;
  readonly handoffCase: string | null;
  readonly dangerCase: string | null;
  readonly outageId: string | null;
  readonly rating: number | null;
  readonly acts: readonly Act[];
}

export interface Handoff {
  readonly caseNumber: string;
  readonly stage: 'waiting' | 'with-person';
  readonly who: string | null;
  readonly account: string | null;
  readonly locale: string;
  readonly channel: string | null;
  readonly goals: readonly {
    readonly service: string;
    readonly serviceText: string;
    readonly slots: readonly Labelled[];
  }[];
  readonly tried: number;
  readonly mood: string | null;
  readonly since: string;
  readonly deadline: string | null;
  readonly opensAt: string | null;
  readonly holder: string | null;
  readonly mine: boolean;
  /** It is theirs until one of these takes it. */
  readonly offeredTo: {
    readonly teamText: string;
    readonly name: string | null;
    readonly forMe: boolean;
    readonly note: string | null;
  } | null;
  readonly unansweredSince: string | null;
  readonly dangerCase: string | null;
  /** Masked; of those who wait only. */
  readonly lastWords: string | null;
}

export interface Spoken {
  readonly turn: number;
  readonly at: string;
  readonly from: 'resident' | 'bot' | 'person' | 'service';
  readonly name: string | null;
  readonly texts: readonly string[];
  /** A photo or paper that was sent. */
  readonly documentId?: string;
}

export interface OpenedHandoff extends Handoff {
  readonly contactPhone: string | null;
  readonly secret: readonly Labelled[];
  /** false: it waits, and what was said and given is for who takes it over. */
  readonly whole: boolean;
  readonly transcript: readonly Spoken[];
}

export interface Outage {
  readonly outageId: string;
  readonly cause: string;
  readonly stage: string;
  readonly stageText: string;
  readonly source: string;
  readonly feeder: string | null;
  readonly transformers: readonly string[];
  readonly address: string | null;
  readonly from: string;
  readonly estimatedRestoration: string | null;
  readonly nextWordAt: string | null;
  readonly restoredAt: string | null;
  readonly reports: number;
  readonly priority: number;
  readonly acts: readonly { readonly act: string; readonly actText: string }[];
  /** The newest last. */
  readonly history: readonly {
    readonly at: string;
    readonly event: string;
    readonly eventText: string;
    readonly by: string | null;
    readonly words: string | null;
    readonly estimate: string | null;
  }[];
}

/** One home of an outage. */
export interface OutageReport {
  readonly caseNumber: string;
  readonly stageText: string;
  readonly danger: boolean;
  readonly address: string | null;
  readonly phone: string | null;
  readonly words: string | null;
  readonly arriveBy: string | null;
}

export interface Gap {
  readonly id: string;
  readonly question: string;
  readonly locale: string;
  readonly count: number;
  readonly reasons: Readonly<Record<string, number | undefined>>;
  readonly examples: readonly string[];
  readonly newest: string;
  readonly articleId: string | null;
}

export interface Revision {
  readonly revision: number;
  readonly publishedAt: string;
  readonly note: string;
  readonly golden: { readonly passed: number; readonly of: number };
  readonly current: boolean;
}

/** As JSON brings them. */
export type Figures = Omit<Counted, 'at'> & { readonly at: string };
export type { CaseFigures, Median, Share } from '../../services/statistics.ts';
