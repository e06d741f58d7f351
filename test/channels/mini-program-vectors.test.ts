/** WeChat's own vectors for mini programs (facts/channels.md 9.3). */
import { expect, test } from 'vitest';
import { openData } from '../../src/outside/wechat-mini.open-data.ts';
import { rawDataSignature } from '../support/mini-emulator/platform.ts';

const OPEN_ID = 'oGZUI0egBJY1zhBYw2KhdUfwVJJE';

test('raw data and its signature', () => {
  const rawData =
    '{"nickName":"Band","gender":1,"language":"zh_CN","city":"Guangzhou","province":"Guangdong","country":"CN","avatarUrl":"http://wx.qlogo.cn/mmopen/vi_32/1vZvI39NWFQ9XM4LtQpFrQJ1xlgZxx3w7bQxKARol6503Iuswjjn6nIGBiaycAjAtpujxyzYsrztuuICqIM5ibXQ/0"}';
  expect(rawDataSignature(rawData, 'HyVFkGl5F5OQWJZZaNzBBg==')).toBe('75e81ceda165f4ffa64f4068af58c64b8f54b88c');
});

test('encrypted data opens for its own mini program and no other', async () => {
  const sealed = {
    sessionKey: 'tiihtNczf5v6AKRyjwEUhQ==',
    iv: 'r7BXXKkLb8qrSNn05n0qiA==',
    encryptedData:
      'CiyLU1Aw2KjvrjMdj8YKliAjtP4gsMZMQmRzooG2xrDcvSnxIMXFufNstNGTyaGS9uT5geRa0W4oTOb1WT7fJlAC+oNPdbB+3hVbJSRgv+4lGOETKUQz6OYStslQ142dNCuabNPGBzlooOmB231qMM85d2/fV6ChevvXvQP8Hkue1poOFtnEtpyxVLW1zAo6/1Xx1COxFvrc2d7UL/lmHInNlxuacJXwu0fjpXfz/YqYzBIBzD6WUfTIF9GRHpOn/Hz7saL8xz+W//FRAUid1OksQaQx4CMs8LOddcQhULW4ucetDf96JcR3g0gfRK4PC7E/r7Z6xNrXd2UIeorGj5Ef7b1pJAYB6Y5anaHqZ9J6nKEBvB4DnNLIVWSgARns/8wR2SiRS7MNACwTyrGvt9ts8p12PKFdlqYTopNHR1Vf7XjfhQlVsAJdNiKdYmYVoKlaRv85IfVunYzO0IKXsyl7JCUjCpoG20f0a04COwfneQAGGwd5oa+T8yO5hzuyDb/XcxxmK01EpqOyuxINew==',
  };
  expect(await openData(sealed, 'wx4f4bc4dec97d474b', null)).toMatchObject({
    openId: OPEN_ID,
    watermark: { appid: 'wx4f4bc4dec97d474b' },
  });
  expect(await openData(sealed, 'wx134c8103faa5a59e', null)).toBeNull();
  expect(await openData(sealed, 'wx4f4bc4dec97d474b', new Date('2026-11-21T00:00:00Z'))).toBeNull();
  const flipped = { ...sealed, encryptedData: `D${sealed.encryptedData.slice(1)}` };
  expect(await openData(flipped, 'wx4f4bc4dec97d474b', null)).toBeNull();
});
