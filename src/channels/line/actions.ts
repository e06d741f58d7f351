/** What can be pressed: our opaque values as postbacks, addresses as LINE takes them. */
import type { messagingApi } from '@line/bot-sdk';
import type { Choice, Link } from '../../conversation/message.ts';
import { cleaned, isBlank, LIMITS, shortened } from './limits.ts';

type Button = messagingApi.FlexButton;

const LINK_COLOUR = '#1F5C93';

/** The link's address as a URI that LINE takes; null when it has to be written out instead. */
export function linkUri(link: Link): string | null {
  const url = URL.parse(link.url.trim());
  if (!url || !/^(https?:\/\/|line:\/\/|tel:)[^#[]/.test(url.href)) return null;
  const [address = '', ...fragment] = url.href.split('#').map((part) =>
    // The URL standard lets more characters stand than RFC 3986 does.
    part
      .replace(/[^\w\-.~:/?@!$&'()*+,;=%]/gu, (character) => encodeURIComponent(character))
      .replace(/%(?![0-9a-f]{2})/gi, '%25'),
  );
  const uri = fragment.length > 0 ? `${address}#${fragment.join('%23')}` : address;
  return uri.length <= LIMITS.uri ? uri : null;
}

const oneLine = (text: string): string => {
  const line = cleaned(text).replace(/\s+/g, ' ');
  return isBlank(line) ? '…' : line;
};

/** What pressing a choice does: our opaque value comes back, the person sees what they chose. */
export function choiceAction(choice: Choice, maxLabel: number): messagingApi.Action {
  const label = shortened(oneLine(choice.label), maxLabel);
  const said = shortened(oneLine(choice.label), LIMITS.displayText, LIMITS.displayText);
  const fits = choice.button !== '' && choice.button.length <= LIMITS.data;
  // A value that LINE would refuse is left out: pressing then says the label, as if it had been typed.
  return fits
    ? { type: 'postback', label, data: choice.button, displayText: said }
    : { type: 'message', label, text: said };
}

export const choiceButton = (choice: Choice): Button => ({
  type: 'button',
  style: 'secondary',
  height: 'md',
  adjustMode: 'shrink-to-fit',
  scaling: true,
  action: choiceAction(choice, LIMITS.buttonLabel),
});

/** Null when the address has to be written out instead. */
export function linkButton(link: Link): Button | null {
  const uri = linkUri(link);
  if (uri === null) return null;
  return {
    type: 'button',
    style: 'primary',
    height: 'md',
    adjustMode: 'shrink-to-fit',
    scaling: true,
    color: LINK_COLOUR,
    action: { type: 'uri', label: shortened(oneLine(link.label), LIMITS.buttonLabel), uri },
  };
}
