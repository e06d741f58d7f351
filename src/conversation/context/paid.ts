/** 缴好了, "done, paid": whoever says that they have paid is shown what came of it, and no sum to pay once more. */
import { byRule, type Reading } from './reading.ts';

const PAID =
  /^(?:我们?|已经?|刚刚?|刚才|都|全部?|电费|费用?|钱|款|账单|好了?|ok|[,。! ])*(?:交|缴|付|支付|转账?)(?:费|款|钱|电费|账)?(?:完|好|过|清|成功)?(?:费|款|钱|电费|账)?[了啦](?:[,。! ]*(?:我的|那)?(?:收据|凭证|回执)(?:在?哪里?|给我)?)?$/;
const PAID_EN =
  /^(?:ok(?:ay)?|yes|yep|all|done|it'?s|that'?s|[,.! ])*(?:(?:i|we)(?:'ve| have)? ?)?(?:just |already |now )*(?:(?:the |my )?bill(?:'s| is)? )?paid(?: it| that| the bill| my bill| already| now| just now| up| in full| online)*(?:[,.! ]+(?:(?:and |so )?where(?:'s| is) (?:my|the) )?receipt)?$|^payment (?:is )?(?:done|made|sent|complete(?:d)?)$/;

/** 交了吧 asks for it to be done. */
const ASKS_FOR_IT = /[吧呗]/;

export const saysPaid: Reading = ({ key, bare }) =>
  (PAID.test(bare) || PAID_EN.test(bare)) && !ASKS_FOR_IT.test(key)
    ? byRule({ kind: 'start', service: 'payment.history' })
    : null;
