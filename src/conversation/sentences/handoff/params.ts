/** What sentences about being with a person need. */

interface Place {
  caseNumber: string;
  deadline: Date;
  /** 1: next. */
  position: number;
}

interface CallBack {
  caseNumber: string;
  deadline: Date;
  opensAt: Date;
}

export interface HandoffParams {
  // Asking for a person
  'handoff.done': Place;
  'handoff.already': Place;
  'handoff.call-back': CallBack;
  'handoff.call-back-already': CallBack;
  'ask.handoff-phone': Record<never, never>;
  'handoff.phone-confirm': { phone: string };
  'handoff.phone-kept': { phone: string; deadline: Date };
  'handoff.no-phone': { deadline: Date };
  'handoff.withdrawn': { caseNumber: string };
  'handoff.nothing-open': Record<never, never>;
  'label.no-person': Record<never, never>;

  // With a person
  'handoff.with-person': { name: string };
  'handoff.back': { name: string };
}
