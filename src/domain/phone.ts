/** Telephone numbers that people can be rung up at: mobiles of the mainland and Taiwan, landlines with their area code. */

const MOBILE = /^(?:1[3-9]\d{9}|09\d{8})$/;
const LANDLINE = /^0\d{8,11}$/;

/** Digits only; null for anything that is no number to call back. */
export function contactPhone(text: string): string | null {
  const digits = text
    .replace(/[\s()-]/g, '')
    .replace(/^(?:00)?86(?=1\d{10}$)|^\+86/, '')
    .replace(/^(?:\+|00)?8860?(?=\d{8,9}$)/, '0');
  return MOBILE.test(digits) || LANDLINE.test(digits) ? digits : null;
}

/** A number as it is kept, whatever its writer put before it; what is none stays as it came. */
export const keptPhone = (text: string): string => contactPhone(text) ?? text;

/** One that takes text messages. */
export const isMobile = (phone: string): boolean => MOBILE.test(phone);

export const isTaiwanMobile = (phone: string): boolean => /^09\d{8}$/.test(phone);
