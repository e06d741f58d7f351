/** The three vocabularies: what comes in (InboundMessage), what it means (Command), what goes out (Reply). */
import type { DocumentKind } from '../domain/documents.ts';
import type { Channel, Locale, ServiceId, SlotName } from '../domain/names.ts';

/** What a person (or our own event) put into a conversation; platform details stay in channels/. */
export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'button'; readonly value: string }
  /** A photo or paper that was uploaded before (POST /v1/documents). */
  | { readonly kind: 'document'; readonly documentId: string }
  /** A photo or file that its platform keeps: fetched by this id where something here wants it. `size` in bytes, where told. */
  | { readonly kind: 'file'; readonly what: 'image' | 'file'; readonly mediaId: string; readonly size?: number }
  /** A shared place in degrees; `address` may be empty. */
  | { readonly kind: 'place'; readonly address: string; readonly latitude: number; readonly longitude: number }
  /** A sticker, voice …: something we can't read yet. */
  | { readonly kind: 'other'; readonly what: string }
  /** Something happened that this conversation should hear of. */
  | { readonly kind: 'event'; readonly event: Happening; readonly instead?: ToldInstead };

/** It was to be told in another conversation of the same person, which could not deliver it. */
export interface ToldInstead {
  /** The inbox row by which it entered that conversation. */
  readonly inboxId: string;
  readonly channel: string;
  /** Whose conversation that is: only who is one person with them now hears of it. */
  readonly residentId: string;
}

/** Our own events enter through the same inbox as messages, so order and once-only hold for them too. */
export type Happening =
  | { readonly name: 'payment.paid'; readonly paymentId: string }
  | { readonly name: 'payment.failed'; readonly paymentId: string }
  | { readonly name: 'payment.expired'; readonly paymentId: string }
  | { readonly name: 'payment.disputed'; readonly paymentId: string; readonly caseNumber: string }
  | { readonly name: 'payment.refunded'; readonly paymentId: string; readonly refundId: string }
  | {
      readonly name: 'payment.refund-trouble';
      readonly paymentId: string;
      readonly refundId: string;
      readonly caseNumber: string;
    }
  /** The entry `seq` of the case's history is to be told. */
  | {
      readonly name: 'case.moved';
      readonly caseNumber: string;
      readonly seq: number;
      /** Told only to those who want to hear of this; without it always: safety, power restored, a person's turn. */
      readonly topic?: 'case-progress' | undefined;
      /** Danger, or a home where somebody lives by a machine. */
      readonly urgent?: true | undefined;
    }
  | { readonly name: 'notice.due'; readonly noticeId: string }
  /** An account went to a new holder: it is not bound here any more. */
  | { readonly name: 'account.left'; readonly accountNumber: string }
  /** Another channel became one with this one's person, or left them; `channel` is its name. */
  | { readonly name: 'channels.joined' | 'channels.parted'; readonly channel: string }
  /** LINE sent this person's browser back from our page, with the nonce that it was given there. */
  | { readonly name: 'line.linked'; readonly nonce: string }
  /** What was open here as frame `frame` is gone on with on another channel. */
  | { readonly name: 'task.moved'; readonly frame: number }
  /** What this conversation could not deliver was told on another channel: what it asks about that is asked there now. */
  | {
      readonly name: 'told.elsewhere';
      readonly paymentId?: string | undefined;
      readonly caseNumber?: string | undefined;
    }
  /** A person's turn, answered from the start: nothing for the bot to do. */
  | {
      readonly name: 'person.took' | 'person.said' | 'person.left';
      readonly caseNumber: string;
      readonly staffId: string;
    }
  /** A person gave the conversation back; `person` is their name. */
  | { readonly name: 'handoff.back'; readonly caseNumber: string; readonly person: string };

export interface InboundMessage {
  readonly channel: Channel;
  /** The platform's id of the person in this channel; the resident's own id on the web. */
  readonly channelUserId: string;
  /** Unique per channel: a redelivery carries the same one. */
  readonly eventId: string;
  /** When it was written, by the platform's clock; order within a conversation follows it. */
  readonly at: Date;
  readonly content: Content;
  /** LINE: good for one answer within a minute. */
  readonly replyToken?: string;
  /** The platform's own id of it, by which its writer may take it back. */
  readonly messageId?: string;
  /** When the session was opened that it came by, on the web. */
  readonly sessionAt?: Date;
}

/** More about a danger that was just told: somebody hurt, what to do, when they come, where it is, other words. */
export type FurtherDanger = 'hurt' | 'advice' | 'coming' | 'where' | 'words';

/** What a message means. Understanding proposes these; only flows decide. */
export type Command =
  | {
      readonly kind: 'start';
      readonly service: ServiceId;
      readonly slots?: Readonly<Partial<Record<SlotName, string>>>;
    }
  | { readonly kind: 'set'; readonly slot: SlotName; readonly value: string }
  | { readonly kind: 'correct'; readonly slot: SlotName; readonly value: string }
  /** "That's wrong" without saying what would be right; `slot` when it was named. */
  | { readonly kind: 'reject'; readonly slot?: SlotName }
  /** `bound` is the hash of the values a button was offered with; typed words carry none. */
  | { readonly kind: 'affirm'; readonly bound?: string }
  | { readonly kind: 'deny' }
  | { readonly kind: 'skip' }
  /** `all`: with everything that waits behind it; `later`: only for now, it is kept. */
  | { readonly kind: 'cancel'; readonly all?: true; readonly later?: true }
  /** A service that is not wanted after all, or never was: 我不是要开发票. */
  | { readonly kind: 'not-wanted'; readonly services: readonly ServiceId[] }
  /** What was just done is taken back. */
  | { readonly kind: 'undo' }
  /** A moment's patience is asked for. */
  | { readonly kind: 'wait' }
  /** Why this is asked; `slot` when another question than the open one is named. */
  | { readonly kind: 'why'; readonly slot?: SlotName | 'confirm' }
  /** The open question again, and nothing else: after a while, or after something in between. */
  | { readonly kind: 'go-on' }
  | { readonly kind: 'back' }
  | { readonly kind: 'repeat' }
  | { readonly kind: 'help' }
  /** Send the code once more. */
  | { readonly kind: 'resend' }
  | { readonly kind: 'language'; readonly locale: Locale }
  /** Words of danger (fallen wire, sparks, smoke, shock, fire): they win over every state. */
  | { readonly kind: 'emergency'; readonly of?: FurtherDanger }
  /** A press of a button whose turn has passed; `wanted` is what it once meant. */
  | { readonly kind: 'stale'; readonly wanted: Command | null }
  /** It may be this or that, and none of them is done on a guess; `slots` go with whichever it is. */
  | {
      readonly kind: 'unsure';
      readonly between: readonly ServiceId[];
      readonly slots: readonly Readonly<Partial<Record<SlotName, string>>>[];
    }
  /** `of`: nothing of ours, and somebody's life: one who wants to end it, the smell of gas. */
  | { readonly kind: 'outOfScope'; readonly of?: 'crisis' | 'gas' }
  | { readonly kind: 'unknown' };

export type ProposedBy = 'button' | 'rule' | 'local' | 'model';

/** How sure the local classifier was, 0 to 1, how far ahead of its next guess, and the rule's own wish where one was found. */
export interface Why {
  readonly score: number;
  readonly margin: number;
  readonly rule?: ServiceId;
}

export interface Proposal {
  readonly command: Command;
  readonly by: ProposedBy;
  readonly why?: Why;
}

/** A button as a resident gets it: `button` is opaque to every channel. */
export interface Choice {
  readonly label: string;
  readonly button: string;
}

export interface Link {
  readonly label: string;
  readonly url: string;
}

/** What a resident gets, in their language, free of any platform (contract.md section 7). */
export type Reply =
  /** `from`: a person's name, when a person says it. */
  | { readonly kind: 'text'; readonly text: string; readonly from?: string }
  | { readonly kind: 'choices'; readonly text: string; readonly choices: readonly Choice[] }
  | {
      readonly kind: 'card';
      readonly title: string;
      readonly rows: readonly (readonly [string, string])[];
      readonly choices: readonly Choice[];
      readonly link?: Link;
    }
  | {
      readonly kind: 'chart';
      readonly title: string;
      readonly unit: string;
      readonly bars: readonly { readonly label: string; readonly value: string }[];
    };

export interface TurnSummary {
  /** The person who talks here while the bot is silent. */
  readonly person?: string;
  /** Kinds of papers that are waited for, the next one first. */
  readonly wanted?: readonly DocumentKind[];
  readonly service: ServiceId | null;
  readonly awaiting: string | null;
  readonly understood: readonly {
    readonly kind: string;
    readonly service?: string;
    readonly slot?: string;
    readonly by: ProposedBy;
  }[];
}

/** The answer to one inbound message: what POST /v1/chat/messages returns and what a redelivery gets again. */
export interface Answer {
  readonly replies: readonly Reply[];
  readonly turn: TurnSummary;
}
