/** Telephone numbers that people can be rung up at: mobiles of the mainland and Taiwan, landlines with their area code. */

const MOBILE = /^(?:1[3-9]\d{9}|09\d{8})$/;
const LANDLINE = /^0\d{8,11}$/;

/** Digits only; null for anything that is no number to call back. */
export function contactPhone(text: string): string | null {
  const digits = text
    .trim()
    .replace(/^\+86/, '')
    .replace(/^\+886/, '0')
    .replace(/[\s()-]/g, '');
  return MOBILE.test(digits) || LANDLINE.test(digits) ? digits : null;
}

/** One that takes text messages. */
export const isMobile = (phone: string): boolean => MOBILE.test(phone);

export const isTaiwanMobile = (phone: string): boolean => /^09\d{8}$/.test(phone);
