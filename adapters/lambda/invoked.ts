import { exchange, type App, type Channel } from "palaver";
import { settling, type Handler } from "./handler.ts";

/**
 * The handler of a function that a platform invokes with its own event, as Alexa and Lex do: answers it, and delivers
 * what the turn has caused as far as the time allows. Who may invoke the function is IAM's to say, and which skill or
 * bot it is for, the channel's.
 */
export function invoked(app: App, channel: Channel): Handler<unknown> {
  return (event, context) =>
    settling(app, context, channel.deadline, async () => (await exchange(app, channel, event)).response);
}
