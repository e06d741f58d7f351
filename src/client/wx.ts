/** The client in a WeChat mini program: `wx.request` carries its calls, `wx.uploadFile` its papers, and one function for each thing WeChat has to be asked for. */
import { type Client, createClient, type Send } from './client.ts';

export { type Answer, type Call, type Client, createClient } from './client.ts';

/** The parts of WeChat's `wx` that are used here. */
export interface Wx {
  request(options: {
    url: string;
    method: string;
    header: Readonly<Record<string, string>>;
    data?: string;
    dataType: string;
    responseType: 'text';
    timeout: number;
    success(result: { statusCode: number; data: unknown }): void;
    fail(error: { errMsg: string }): void;
  }): unknown;
  uploadFile(options: {
    url: string;
    filePath: string;
    name: string;
    formData: Readonly<Record<string, string>>;
    header: Readonly<Record<string, string>>;
    success(result: { statusCode: number; data: string }): void;
    fail(error: { errMsg: string }): void;
  }): unknown;
  login(options: { success(result: { code: string }): void; fail(error: { errMsg: string }): void }): void;
  requestPayment(
    options: Readonly<Record<'timeStamp' | 'nonceStr' | 'package' | 'signType' | 'paySign', string>> & {
      success(): void;
      fail(error: { errMsg: string }): void;
    },
  ): void;
  requestSubscribeMessage(options: {
    tmplIds: readonly string[];
    success(result: Readonly<Record<string, string>>): void;
    fail(error: { errMsg: string }): void;
  }): void;
  getStorageSync(key: string): unknown;
  setStorageSync(key: string, value: unknown): void;
}

const TIMEOUT_MS = 20_000;
const KEPT = 'wattline-session';
/** WeChat takes three forms in one prompt. */
const MOST_FORMS = 3;
const ANSWERS = ['accept', 'reject', 'ban', 'filter'] as const;

const failed = (reject: (error: Error) => void) => (error: { errMsg: string }) => reject(new Error(error.errMsg));

/** Text in and out: WeChat would otherwise read numbers of 19 digits as numbers. */
export const wxSend =
  (wx: Pick<Wx, 'request'>): Send =>
  ({ method, url, headers, body }) =>
    new Promise((resolve, reject) => {
      wx.request({
        url,
        method,
        header: headers,
        ...(body !== undefined && { data: body }),
        // Anything but `json`: WeChat hands over the text as it came.
        dataType: 'text',
        responseType: 'text',
        timeout: TIMEOUT_MS,
        success: ({ statusCode, data }) => resolve({ status: statusCode, text: typeof data === 'string' ? data : '' }),
        fail: failed(reject),
      });
    });

export interface MiniClient {
  readonly call: Client;
  /** Signs in when there is no session, or the one there is has ended; throws when WeChat or the service refuses. */
  signIn(): Promise<void>;
  /** Whether the person said yes in WeChat's own sheet. That money arrived is what `GET /v1/payments/{paymentId}` says. */
  pay(
    action: Readonly<Record<'timeStamp' | 'nonceStr' | 'package' | 'signType' | 'paySign', string>>,
  ): Promise<boolean>;
  /** Asks for consent to be written to, by the forms the service names, and tells the service what was answered. Call it from a tap. */
  askToSubscribe(topics: readonly string[], prompt: string): Promise<void>;
  /** A photo or paper by the path WeChat gave it; the document's id. */
  upload(filePath: string, kind: string): Promise<string>;
}

/** The session is kept in the phone's own storage. */
export function createMiniClient(wx: Wx, baseUrl: string): MiniClient {
  let token: string | null = null;
  const kept = wx.getStorageSync(KEPT);
  if (typeof kept === 'string' && kept !== '') token = kept;
  const call = createClient({ baseUrl, send: wxSend(wx), token: () => token });

  const keep = (fresh: string | null): void => {
    token = fresh;
    wx.setStorageSync(KEPT, fresh ?? '');
  };

  return {
    call,

    async signIn() {
      if (token !== null) {
        const me = await call('GET /v1/me');
        if (me.ok) return;
        if (me.status !== 401) throw new Error(me.problem.title);
        keep(null);
      }
      const { code } = await new Promise<{ code: string }>((success, reject) =>
        wx.login({ success, fail: failed(reject) }),
      );
      const opened = await call('POST /v1/sessions', { body: { channel: 'wechat-mini', code } });
      if (!opened.ok) throw new Error(opened.problem.title);
      keep(opened.value.token);
    },

    pay: ({ timeStamp, nonceStr, package: prepaid, signType, paySign }) =>
      new Promise((resolve) =>
        wx.requestPayment({
          timeStamp,
          nonceStr,
          package: prepaid,
          signType,
          paySign,
          success: () => resolve(true),
          fail: () => resolve(false),
        }),
      ),

    async askToSubscribe(topics, prompt) {
      const standing = await call('GET /v1/me/subscriptions');
      if (!standing.ok) return;
      const tmplIds = standing.value.templates
        .filter(({ topic }) => topics.includes(topic))
        .map(({ templateId }) => templateId)
        .slice(0, MOST_FORMS);
      if (tmplIds.length === 0) return;
      const said = await new Promise<Readonly<Record<string, string>>>((success, reject) =>
        wx.requestSubscribeMessage({ tmplIds, success, fail: failed(reject) }),
      );
      const answers = tmplIds.flatMap((templateId) => {
        const answer = ANSWERS.find((one) => one === said[templateId]);
        return answer ? [{ templateId, answer }] : [];
      });
      if (answers.length > 0) await call('POST /v1/me/subscriptions', { body: { prompt, answers } });
    },

    upload: (filePath, kind) =>
      new Promise((resolve, reject) => {
        wx.uploadFile({
          url: `${baseUrl}/v1/documents`,
          filePath,
          name: 'file',
          formData: { kind },
          header: { ...(token !== null && { authorization: `Bearer ${token}` }) },
          success: ({ statusCode, data }) => {
            const read = JSON.parse(data) as { documentId?: string; title?: string };
            if (statusCode === 201 && read.documentId) resolve(read.documentId);
            else reject(new Error(read.title ?? `HTTP ${statusCode}`));
          },
          fail: failed(reject),
        });
      }),
  };
}
