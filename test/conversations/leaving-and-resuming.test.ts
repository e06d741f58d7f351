/** Putting off, cancelling and going on; offers that are taken, thanks, swindles: what a resident did and what must hold. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House, Person } from '../support/house.ts';
import { type Homes, openHomes } from './homes.ts';
import { OPEN_QUESTIONS } from './open-questions.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(80);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

const inQuestion = (state: string): Promise<Person> => {
  const open = OPEN_QUESTIONS[state];
  if (!open) throw new Error(state);
  return open(homes);
};

describe('thanks, however warm, are thanks', () => {
  test.each([
    '谢谢你啊姑娘，你真好',
    '太感谢了，帮了我大忙',
    '好啦多謝',
    '謝謝你幫忙',
    '真的很謝謝您的耐心',
    "thank you so much you've been so helpful",
    "you're a star, thanks for all your help!",
    'really appreciate it, that was quick',
  ])('“%s”', async (words) => {
    const person = await house.person();
    await person.say(words);
    expect(await person.said()).toEqual(['talk.thanks']);
    await person.say('家里停电了');
    const { awaiting } = person.last().turn;
    await person.say(words);
    expect((await person.said())[0]).toBe('talk.thanks');
    expect(person.last().turn.awaiting).toBe(awaiting);
  });
});

const SWINDLES = [
  '这个链接能点吗 http://dianfei-95598.top/pay',
  '【电力】您已欠费将于今日停电，请点击 dl-jf.cn/x2 缴费',
  '收到短信说我欠费要断电，让我点链接交钱，是真的吗',
  '有人自称电力公司要我转账，不转就断电',
  '我收到簡訊說電費逾期，要我點連結付款，是詐騙嗎',
  '台電打電話來要我的信用卡號，這是真的嗎',
  'I got a text saying my power will be cut today unless I pay at http://95598-pay.xyz, is it real?',
  'someone called claiming to be you and wants my card number to pay now',
  'is the refund email with the link legit?',
];
const OBEYED = [
  '我已经点了链接还输入了银行卡号',
  '我被骗了怎么办',
  '我已經點了連結，還輸入信用卡了怎麼辦',
  'I clicked the link and entered my card',
  'I think I have been scammed',
];

describe('a swindle is warned of, in any state, and the open question stands', () => {
  test.each(SWINDLES)('“%s”', async (words) => {
    const person = await house.person();
    await person.say(words);
    expect(await person.said()).toEqual(['swindle.beware']);
    expect(person.last().turn.awaiting).toBeNull();
    const other = await inQuestion('ID number');
    const before = other.last().turn;
    await other.say(words);
    expect((await other.said())[0]).toBe('swindle.beware');
    expect(other.last().turn).toMatchObject({ service: before.service, awaiting: before.awaiting });
  });
  test.each(OBEYED)('“%s”', async (words) => {
    const person = await house.person();
    await person.say(words);
    expect(await person.said()).toContain('swindle.act-now');
    expect(person.text()).toMatch(/110.*165|165.*110/s);
  });
  test.each([
    ['收到短信说我欠费，让我点链接交钱，是真的吗', '我已经付了'],
    ['我收到簡訊要我點連結繳費，是真的嗎', '我已經點了還輸入信用卡了怎麼辦'],
    ['got a text with a link to pay my bill, is it a scam?', 'I already paid it'],
  ])('“%s”, then “%s”', async (first, then) => {
    const person = await house.person();
    await person.say(first);
    await person.say(then);
    expect(await person.said()).toContain('swindle.act-now');
  });
  test.each([
    '你们发的账单我看不懂',
    '缴费链接打不开',
    '收到停电短信了，几点来电',
    'can I pay by card',
    '我要投诉你们被骗的事',
  ])('no swindle: “%s”', async (words) => {
    const person = await house.person();
    await person.say(words);
    expect((await person.said()).join()).not.toContain('swindle');
  });
});

describe('later is not never', () => {
  test.each([
    ['consent to ID data', 'later', '继续'],
    ['consent to ID data', '以后再说', '接着刚才的办'],
    ['kilowatts', 'maybe later', 'I want to continue'],
    ['whose parking space', '改天再弄', '好吧继续'],
    ['ID number', "I'll do it later", 'continue'],
  ])('in “%s”: “%s” keeps it, “%s” takes it up', async (state, off, on) => {
    const person = await inQuestion(state);
    const { service, awaiting } = person.last().turn;
    await person.say(off);
    expect((await person.said())[0]).toBe('repair.put-off');
    expect(person.last().turn.service).toBeNull();
    await person.say(on);
    expect((await person.said())[0]).toBe('repair.resume');
    expect(person.last().turn).toMatchObject({ service, awaiting });
  });
  test.each([
    ['name of the new holder', '取消過戶', '繼續辦理過戶'],
    ['name of the new holder', 'actually forget the transfer', 'go on with the transfer'],
    ['name of the new holder', '取消申請', '接著剛才的辦'],
    ['kilowatts', '不申请了', '继续'],
    ['what happened', '取消', 'carry on'],
  ])('in “%s”: cancelled by “%s”, it is taken up by “%s”', async (state, off, on) => {
    const person = await inQuestion(state);
    const { service, awaiting } = person.last().turn;
    await person.say(off);
    expect((await person.said())[0]).toMatch(/^repair\.cancelled/);
    await person.say(on);
    expect((await person.said())[0]).toBe('repair.resume');
    expect(person.last().turn).toMatchObject({ service, awaiting });
  });
  test('nothing is half done: it is said, and what can be done', async () => {
    const person = await house.person();
    await person.say('继续');
    expect(await person.said()).toEqual(['repair.nothing-to-go-on']);
    await person.say('I want to continue');
    expect(await person.said()).toEqual(['repair.nothing-to-go-on']);
  });
  test.each(['start please', '开始吧'])('“%s” while it is going on already asks again', async (words) => {
    const person = await inQuestion('kilowatts');
    const { service, awaiting } = person.last().turn;
    await person.say(words);
    expect(await person.said()).not.toContain('repair.cancelled');
    expect(person.last().turn).toMatchObject({ service, awaiting });
  });
  test.each([
    ['为什么要问这个', '那不用了'],
    ['为什么要问这个', '不用了'],
    ['why do you ask that?', 'no need for that'],
  ])('“%s”, and then “%s”: the option is declined, not the complaint', async (asks, declines) => {
    const person = await inQuestion('what a complaint is about');
    const { service } = person.last().turn;
    await person.say(asks);
    await person.say(declines);
    expect(await person.said()).not.toContain('repair.cancelled');
    expect(person.last().turn.service).toBe(service);
  });
});

describe('words are taken for what was just said', () => {
  test.each(['yes check it', 'check it', 'ok check it please', '好的查一下', '帮我查'])(
    'an offer is taken by “%s”',
    async (words) => {
      const { person } = await homes.resident();
      await person.say('查电费');
      await person.say('不对');
      expect(await person.said()).toEqual(['repair.which']);
      await person.say(words);
      expect(await person.said()).not.toContain('talk.thanks');
      expect(await person.said()).not.toContain('repair.nothing-to-cancel');
      expect(await person.said()).not.toContain('history.none');
    },
  );
  test.each(['it is wrong', '不对', "that's wrong"])('“%s” to a bill offers a check', async (words) => {
    const { person } = await homes.resident();
    await person.say('查电费');
    await person.say(words);
    expect(await person.said()).toEqual(['repair.which']);
  });
  test.each(['ok', '好的', 'got it'])('“%s” after a bill is politeness', async (words) => {
    const { person } = await homes.resident();
    await person.say('查电费');
    await person.say(words);
    expect(await person.said()).toEqual(['talk.thanks']);
  });
  test.each(['ok ', '好的，', 'yes '])('“%s” and a number is about the number', async (before) => {
    const [person, home] = [await house.person(), homes.next()];
    await person.say(`${before}${home.accountNumber}`);
    expect(person.last().turn).toMatchObject({ service: 'account.bind', awaiting: 'phone' });
  });
  test.each(['物业不同意', 'breaker is fine'])('“%s” out of the blue is neither yes nor no', async (words) => {
    const person = await house.person();
    await person.say(words);
    expect(await person.said()).not.toContain('repair.nothing-to-cancel');
    expect(await person.said()).not.toContain('talk.thanks');
  });
  test.each(['resend', 'no code came', '验证码没来', '驗證碼沒收到'])(
    '“%s” while no code is asked for',
    async (words) => {
      const person = await house.person();
      await person.say(words);
      expect(await person.said()).toEqual(['repair.no-code']);
    },
  );
});

describe('money', () => {
  test.each([
    ['停电停了两天，我要赔偿', '朝阳路5号，停了两天，冰箱里的东西全坏了，损失800'],
    ['停電三天你們要賠我', '中正路5號，冰箱裡的海鮮壞了，大約三千'],
    [
      'I want compensation for the food in my freezer',
      '12 Xingfu Road, two days without power, about 800 worth of food',
    ],
  ])('“%s”: address and story are taken, no account number is asked', async (words, story) => {
    const person = await house.person();
    await person.say(words);
    expect(await person.said()).toContain('complaint.ask-claim');
    await person.say(story);
    expect(await person.said()).not.toContain('ask.accountNumber');
    expect(person.last().turn).toMatchObject({ service: 'complaint.file', awaiting: 'contactPhone' });
    await person.say('13900000001');
    expect((await person.said())[0]).toBe('complaint.read-back');
  });
  test.each(['空调被停电烧坏了要你们赔', '停电赔偿标准是多少'])('“%s” is no such claim', async (words) => {
    const person = await house.person();
    await person.say(words);
    expect(await person.said()).not.toContain('complaint.ask-claim');
  });
  test.each(['you people are thieves. i want my money back', '你们就是强盗，还我钱', '你們根本是強盜，把錢還我'])(
    '“%s”: the feeling once, then what can be done',
    async (words) => {
      const person = await house.person();
      await person.say(words);
      expect(await person.said()).toEqual(['mood.angry', 'repair.which']);
    },
  );
  test.each([
    '你们他妈的怎么又停电了！！！',
    'Third blackout this week',
    '你們搞什麼，這週第三次停電了',
    'no fucking power again',
  ])('“%s” is a report, and the safety question comes at once', async (words) => {
    const person = await house.person();
    await person.say(words);
    const said = await person.said();
    expect(said).toContain('outage.ask-danger');
    expect(said.join()).not.toContain('knowledge');
  });
  test.each([
    'can I pay by Visa card',
    '信用卡呢',
    '可以刷信用卡嗎',
    '支付宝可以吗',
    'do you take apple pay?',
    '能用微信付吗',
  ])('“%s” gets a yes or a no', async (words) => {
    const person = await house.person();
    await person.say(words);
    expect(await person.said()).toEqual(['pay.by']);
    expect(person.text()).toMatch(/^(?:No|这里不行|這裡不行)/);
  });
  test.each(['what do I owe in total?', '總共要繳多少', '两个户号加起来欠多少', '两个加起来'])(
    'two homes: “%s” is both, with their sum',
    async (words) => {
      const { person } = await homes.resident(2);
      await person.say(words);
      expect(await person.said()).toEqual(['bill.in-all']);
      expect(person.text()).toContain('455.42');
    },
  );
  test.each([
    ['switch to the first one', 0],
    ['切換到第一個', 0],
    ['切换到第二个', 1],
  ] as const)('two homes: “%s”', async (words, place) => {
    const { person, homes: own } = await homes.resident(2);
    await person.say(words);
    expect(await person.said()).toEqual(['switch.done']);
    expect(person.text()).toContain(own[place]?.accountNumber.slice(-4));
  });
  test.each([
    ['看看第一个的电费', 0],
    ['看看第二个户号的电费', 1],
    ['show me the bill of the first account', 0],
  ] as const)('two homes: “%s”', async (words, place) => {
    const { person, homes: own } = await homes.resident(2);
    await person.say(words);
    expect(await person.said()).toContain('bill.title');
    expect(person.text()).toContain(own[place]?.accountNumber.slice(-4));
  });
  test.each(['全部解绑', '兩個都解除綁定', 'unlink all my accounts'])('two homes: “%s”', async (words) => {
    const { person } = await homes.resident(2);
    await person.say(words);
    expect(await person.said()).toEqual(['unbind.confirm-all']);
    await person.tap(0);
    expect(await person.said()).toContain('unbind.done-all');
  });
  test('three numbers at once: one by one, and it is said', async () => {
    const person = await house.person();
    const numbers = [homes.next(), homes.next(), homes.next()].map(({ accountNumber }) => accountNumber);
    await person.say(numbers.join('，'));
    expect(await person.said()).toContain('bind.one-by-one');
    expect(person.text()).toContain(numbers[0]?.slice(-4));
  });
  describe('a prepaid home', () => {
    const prepaid = async () => {
      const { person, home } = await homes.resident();
      await house.db
        .updateTable('accounts')
        .set({ prepaid: true, balance_minor: -150n } as never)
        .where('account_number', '=', home.accountNumber)
        .execute();
      await house.db
        .updateTable('bills')
        .set({ paid_at: new Date() } as never)
        .where('account_number', '=', home.accountNumber)
        .execute();
      return person;
    };
    test.each(['那怎么充值', '缴电费', '我的余额还有多少', '我电卡里还有多少钱', "what's my balance?"])(
      '“%s”: the balance is told, and where it is topped up',
      async (words) => {
        const person = await prepaid();
        await person.say(words);
        expect(await person.said()).toEqual(['pay.prepaid']);
        expect(person.text()).toContain('1.50');
      },
    );
    test('it is dark: no bill is offered to be paid', async () => {
      const person = await prepaid();
      await person.say('我家没电了');
      expect(await person.said()).toEqual(['outage.prepaid']);
      expect(person.buttons().map(({ label }) => label)).not.toContain('缴电费');
    });
  });
});
