/** 补充一下, add a note: more to a complaint that is being taken down, or to the case that was just filed. */
import { justFiled } from '../lately.ts';
import { openFrame } from '../session.ts';
import { byRule, type Reading } from './reading.ts';

/** 补充材料 and 追加容量 are services. */
const ADDS =
  /^(?:对了|對了|还有|還有|另外|请|請|麻烦|麻煩|帮我|幫我|我|[，, ])*(?:还|還|要|想|再|得)*(?:[补補]充|(?:备注|備註|注明|註明|追加|添加)(?=一?下|说明|說明|[：:，,])|加一?[句个個条條](?!户号|電號|电号|账号|帳號))(?:一?下|一点|一點|几句|幾句|说明|說明|两句|兩句|备注|備註)*(?:是)?[：:，,。 ]*(?=$|[^的材资資过過])/;
const ADDS_EN =
  /^(?:and |also,? |oh,? |please |i(?:'d| would) (?:like|want) to |let me |i (?:want|forgot) to )*(?:add(?: that| this| (?:a |one )?(?:more )?(?:note|comment|remark|thing)| something| to (?:it|that|(?:my|the) (?:complaint|report|case|suggestion)))+(?: that)?(?:[:,] ?| |$)|note(?: that|:) ?|(?:also )?tell them(?: that)? |one more thing[:,]? ?)/i;
/** While it is being taken down one word is enough; later `add my account` is a service. */
const ADDS_HERE = /^(?:please )?add(?:[:,] ?| |$)/i;

export const addition: Reading = ({ making, written }) => {
  const said = written.trim();
  const open = openFrame(making.session);
  const begins = [ADDS, ADDS_EN, ...(open ? [ADDS_HERE] : [])].map((words) => words.exec(said)?.[0]).find(Boolean);
  if (begins === undefined) return null;
  const more = said.slice(begins.length).trim();
  if (open) {
    if (open.service !== 'complaint.file' || open.slots.description === undefined || more.length < 2) return null;
    const before = open.slots.addition;
    return byRule({ kind: 'set', slot: 'addition', value: before ? `${before}\n${more}` : more });
  }
  const caseNumber = justFiled(making);
  if (caseNumber === null) return null;
  const slots = { case: caseNumber, category: 'add', ...(more.length > 1 && { reason: more }) };
  return byRule({ kind: 'start', service: 'progress.query', slots });
};
