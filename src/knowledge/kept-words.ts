/** A question as it is kept for the editors: its subject, without what leads to a person. */
import { maskText } from '../domain/mask.ts';
import { hideAnnounced } from '../text/announced-names.ts';

/** Signs of a question that are kept. */
const KEPT = 300;

/** What follows a street: 12号, 12号3栋502室, 100號5樓; a metro line's 号线 is none. */
const HOUSE =
  /(?<=[路街巷弄里村段])\s?[\d零〇一二三四五六七八九十百]+(?:之\d+)?\s?[号號](?!线|線)(?:[\dA-Za-z零一二三四五六七八九十]+(?:栋|棟|幢|座|单元|單元|室|樓|楼|号|號))*/g;

/** Without long numbers, e-mail addresses, house numbers, and names that the text itself announces as names. */
export const keptWords = (question: string): string =>
  maskText(hideAnnounced(question.normalize('NFKC')).replace(HOUSE, '**'))
    .slice(0, KEPT)
    .toWellFormed();
