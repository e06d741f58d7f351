/** 补充一下: more to a complaint that is being taken down, or to the case that was just filed. */
import type { Making } from '../making.ts';
import { openFrame } from '../session.ts';
import { byRule, type Reading } from './reading.ts';

const ADDS =
  /^(?:对了|還有|还有|另外|我|[，, ])*(?:要|想|再|得)*[补補]充(?:一下|一点|一點|几句|幾句|说明|說明|两句|兩句)?(?:是)?[：:，,。 ]*(?=$|[^的材资資过過])|^(?:and |also |oh |please |i(?:'d| would) (?:like|want) to |let me |i (?:want|forgot) to )*add(?: that| this| one (?:more )?thing| something)?(?: to (?:it|that|(?:my|the) (?:complaint|report|case|suggestion)))?(?: that)?(?:[:,] ?| |$)|^one more thing[:,]? ?/i;
const HOURS = 24;
const CASE_NUMBER = /^W\d{13}$/;

export const addition: Reading = ({ making, written }) => {
  const said = written.trim();
  const begins = ADDS.exec(said)?.[0];
  if (begins === undefined) return null;
  const more = said.slice(begins.length).trim();
  const { session } = making;
  const open = openFrame(session);
  if (open)
    return open.service === 'complaint.file' && open.slots.description !== undefined && more.length > 1
      ? byRule({ kind: 'set', slot: 'addition', value: [open.slots.addition ?? [], more].flat().join('\n') })
      : null;
  const caseNumber = justFiled(making);
  if (!caseNumber) return null;
  const slots = { case: caseNumber, category: 'add', ...(more.length > 1 && { reason: more }) };
  return byRule({ kind: 'start', service: 'progress.query', slots });
};

function justFiled({ session: { filed }, turn: { now } }: Making): string | null {
  if (!filed || !CASE_NUMBER.test(filed.id)) return null;
  return now.getTime() - Date.parse(filed.at) <= HOURS * 3_600_000 ? filed.id : null;
}
