import type { ui } from "ask-sdk-model";
import { fitText, toText, type Card } from "palaver";

/** The characters that all the text of a card may have together, its addresses included ("Response Format"). */
const cardLimit = 8_000;

/** The characters that the address of a card's image may have ("Response Format"). */
const addressLimit = 2_000;

/** A card as the Alexa app shows it. It has no buttons, so it says what they would: all of it can be spoken. */
export function writeCard({ title, body, image, buttons = [] }: Card): ui.Card {
  const address = imageAddress(image?.url);
  const room = cardLimit - 2 * (address?.length ?? 0);
  const head = fitText(toText(title), Math.floor(room / 4));
  const lines = [...(body === undefined ? [] : body.split("\n")), ...buttons.map(({ says }) => `• ${says}`)];
  const text = fitText(lines.map((line) => toText(line)).join("\n"), room - head.length);
  if (address === undefined) return { type: "Simple", title: head, content: text };
  return {
    type: "Standard",
    title: head,
    text,
    image: { smallImageUrl: address, largeImageUrl: address },
  };
}

/** The address as it is sent, where the platform would fetch it at all. */
function imageAddress(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return protocol === "https:" && href.length <= addressLimit ? href : undefined;
}
