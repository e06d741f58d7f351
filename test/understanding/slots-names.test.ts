/** Which names the readers of a first message find in a wish to change one, and which of them is the new one. */
import { describe, expect, test } from 'vitest';
import { namesIn, newNameTold } from '../../src/conversation/understanding/slots/names.ts';

describe('names', () => {
  test.each<readonly [string, string, string | null, string | null]>([
    ['both, old first', '户名从李娜改成李那', '李娜', '李那'],
    ['both, new first', '是陈怡君不是陈怡均', '陈怡均', '陈怡君'],
    ['both in quotes', '把“马志强”改成“马智强”', '马志强', '马智强'],
    ['both with what they are', '原戶名陳大文，新戶名陳大聞', '陳大文', '陳大聞'],
    ['both with an arrow', '改户名 徐凤 -> 徐峰', '徐凤', '徐峰'],
    ['both, and the old one only written wrong', '账单印成了欧阳婧，我叫欧阳静', '欧阳婧', '欧阳静'],
    ['both of two people, inside of other words', '把我爸沈国栋的电表过户给我妈顾秀英', '沈国栋', '顾秀英'],
    ['both of companies', '原来叫宏远贸易有限公司，现在叫宏远供应链有限公司', '宏远贸易有限公司', '宏远供应链有限公司'],
    ['both of shops that end like no company', '店名从老王烧烤改叫王记炭烤', '老王烧烤', '王记炭烤'],
    ['the new one of a relative', '過到我太太林美玉名下', null, '林美玉'],
    ['the new one with a title', '过户给高圆圆小姐', null, '高圆圆'],
    ['the new one in Latin letters', '户名改 Emma Lin', null, 'Emma Lin'],
    ['the new one without any verb of change', '新户主苏婉', null, '苏婉'],
    ['the old one only', '户主还是我奶奶段玉芬，要换我的名字', '段玉芬', null],
    ['a double family name', '阿嬤張陳阿好的電表要轉給孫子張育誠', '張陳阿好', '張育誠'],
    ['English, from and to', 'change it from Jane Doe to Jane Smith', 'Jane Doe', 'Jane Smith'],
    ['English, small letters', 'rename from mary jones to mary jenkins', 'mary jones', 'mary jenkins'],
    [
      'English, right and wrong',
      "it's Katherine Moss, you have me down as Catherine Moss",
      'Catherine Moss',
      'Katherine Moss',
    ],
    ['English, used to be', "I'm now Ana Lopez-Garcia, used to be Ana Lopez", 'Ana Lopez', 'Ana Lopez-Garcia'],
    [
      'English, out of one and into another',
      "take it out of Brian Kelly's name, I'm Aoife Kelly",
      'Brian Kelly',
      'Aoife Kelly',
    ],
    ['English, titles left out', 'from Mr Alan Reid to Ms Fiona Reid', 'Alan Reid', 'Fiona Reid'],
    ['English, initials', 'the name needs to read A. J. Whitfield', null, 'A. J. Whitfield'],
    [
      'English, a company with an ampersand',
      'Harbour Books is now Harbourside Books & Cafe',
      'Harbour Books',
      'Harbourside Books & Cafe',
    ],
    ['English, labels with a colon', 'Seller: Luigi Conti. Buyer: Green Fork Ltd', 'Luigi Conti', 'Green Fork Ltd'],
    [
      'a company that is another now',
      '杭州青禾贸易有限公司现在是杭州青禾供应链有限公司',
      '杭州青禾贸易有限公司',
      '杭州青禾供应链有限公司',
    ],
    ['who died is the old one', '我爸走了，他叫郑有田，这电表得转到我名下', '郑有田', null],
    ['who is named and comes into mine', '屋主叫何淑芬，電表要轉到我名下', '何淑芬', null],
    ['who speaks comes into mine', '我叫王建国，电表要转到我名下', null, '王建国'],
    ['the new owner by name, of no Han family', '新老板名叫古丽娜尔，把电户转给她', null, '古丽娜尔'],
    ['English, in quotes with should be', 'You\'ve misspelt us: "Jonson" should be "Johnson"', 'Jonson', 'Johnson'],
    ['English, without quotes', 'Tomson Lee should read Thomson Lee', 'Tomson Lee', 'Thomson Lee'],
    [
      'English, what two papers say',
      'The account says Peter Clarck but my passport says Peter Clark',
      'Peter Clarck',
      'Peter Clark',
    ],
    ['English, out and in', 'Householder change: Wang Jianming out, Li Xiaoyun in', 'Wang Jianming', 'Li Xiaoyun'],
    [
      'English, pass to',
      "my late mother Ruth Abbott's account should pass to my brother Simon Abbott",
      'Ruth Abbott',
      'Simon Abbott',
    ],
    ['names with a point', '户主吐尔逊·艾力把房子卖给我了，我是阿依古丽·买买提', '吐尔逊·艾力', '阿依古丽·买买提'],
    ['what was entered and what is', '我本來登記高志明，現在是瓦旦·尤幹', '高志明', '瓦旦·尤幹'],
    [
      'from whose hands it was bought',
      '新业主是外国人，叫Michael Brown，房子从周海涛手里买的',
      '周海涛',
      'Michael Brown',
    ],
    ['who gave it', '我媽李秀鳳送給我了，電表過戶給李家豪', '李秀鳳', '李家豪'],
    ['English with a Chinese name', 'transfer please: seller 陈国华, buyer Thomas Weber', '陈国华', 'Thomas Weber'],
    [
      'English, who gave it',
      "my aunt Chen Shu-fen gave me her apartment. I'm Chen Po-han",
      'Chen Shu-fen',
      'Chen Po-han',
    ],
    [
      'English, whom it was bought from',
      "I'm Rajesh s/o Kumar, bought from Tan Ah Beng",
      'Tan Ah Beng',
      'Rajesh s/o Kumar',
    ],
    ['where somebody is from is no name', '卖给一个外地人了，怎么过户', null, null],
    ['nobody is named', '我想过户给我儿子', null, null],
    ['whoever lives there', '怎么把户名换成现在住的人', null, null],
    ['nobody is named in English', "I'd like to transfer the account to my daughter", null, null],
  ])('%s: %s', (_, words, oldName, newName) => {
    expect({ oldName: null, newName: null, ...namesIn(words) }).toEqual({ oldName, newName });
  });

  test('a name that only stands there fills no form; one that is said to be new does', () => {
    expect(newNameTold('户名的事，王小明')).toBeNull();
    expect(newNameTold('过户给王小明')).toBe('王小明');
    expect(newNameTold('联系电话改成13900000011')).toBeNull();
  });
});
