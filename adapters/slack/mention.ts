import { look } from "palaver";
import { list, text } from "./look.ts";
import { plainly, type Rendered } from "./write.ts";

/** Words as they are, to one user, who is told of them. The id is Slack's own, so it can be no other markup. */
export function mentioning(user: string, said: string): Rendered {
  const { text: shown, blocks } = plainly(said);
  const [first, ...rest] = blocks;
  const section = list(first, "elements")[0];
  const named = [{ type: "user", user_id: user }, { type: "text", text: " " }, ...list(section, "elements")];
  const type = text(section, "type") ?? "rich_text_section";
  const begun = {
    type: "rich_text",
    elements: [{ type, elements: named }, ...list(first, "elements").slice(1)],
  };
  return {
    text: `<@${user}> ${shown}`,
    blocks: look(first, "type") === "rich_text" ? [begun as (typeof blocks)[number], ...rest] : blocks,
  };
}
