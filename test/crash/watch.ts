/** Fault points outside the services: requests as they arrive and are answered, notices as the gateway sends them. */
import { subscribe } from 'node:diagnostics_channel';
import { type IncomingMessage, ServerResponse } from 'node:http';

type FaultPoint = (name: string) => void;

/** Which step of a payment a request is; the words for its arrival, the moment before its answer and the one after. */
function stepsOf({
  method,
  url = '',
}: IncomingMessage): { arrived?: string; answering: string; answered?: string } | null {
  if (method === 'POST' && url === '/v1/payments')
    return { arrived: 'rest.asked', answering: 'rest.answering', answered: 'rest.answered' };
  if (method === 'GET' && url.startsWith('/sandbox/pay?')) return { answering: 'page.showing' };
  if (method === 'POST' && url.startsWith('/sandbox/pay?'))
    return { arrived: 'page.pressed', answering: 'page.answering', answered: 'page.answered' };
  if (method === 'GET' && url.startsWith('/v1/payment-returns/'))
    return { arrived: 'return.arrived', answering: 'return.answering' };
  if (method === 'POST' && url.startsWith('/v1/payment-notifications/'))
    return { arrived: 'notice.arrived', answering: 'notice.answering' };
  return null;
}

export function watchRequests(faultPoint: FaultPoint): void {
  subscribe('http.server.request.start', (message) => {
    const steps = stepsOf((message as { request: IncomingMessage }).request);
    if (steps?.arrived) faultPoint(steps.arrived);
  });
  subscribe('http.server.response.finish', (message) => {
    const steps = stepsOf((message as { request: IncomingMessage }).request);
    if (steps?.answered) faultPoint(steps.answered);
  });
  const { writeHead } = ServerResponse.prototype;
  ServerResponse.prototype.writeHead = function (this: ServerResponse, ...given: Parameters<typeof writeHead>) {
    const steps = stepsOf(this.req);
    if (steps) faultPoint(steps.answering);
    return writeHead.apply(this, given);
  } as typeof writeHead;
}

/** The gateway's way to us: killed before a notice leaves, and after we answered but before the gateway noted it. */
export const watchedFetch =
  (faultPoint: FaultPoint): typeof fetch =>
  async (...call) => {
    faultPoint('notice.sending');
    const response = await fetch(...call);
    faultPoint('notice.answered');
    return response;
  };
