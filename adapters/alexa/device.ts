import { randomUUID } from "node:crypto";
import { asString, exchange, look, type App, type Channel } from "palaver";
import { heardOf, type Device } from "palaver/testing";
import { alexa } from "./channel.ts";
import { expectationOf, intentRequest, questionIn, type Question, type Skill } from "./cloud.ts";

/** Who speaks to a device, and through which channel. */
export interface AlexaDeviceOptions {
  /** Default: one for {@link AlexaDeviceOptions.skillId}, with a dialog for every intent that has one here. */
  readonly channel?: Channel;
  /** Default: a skill of this device's own. */
  readonly skillId?: string;
  /** Default `en-US`. */
  readonly locale?: string;
  /** The account of whoever speaks. Default: one of this device's own. */
  readonly user?: string;
  /** The person whose voice is recognised. Default: nobody's is. */
  readonly person?: string;
  /**
   * Whether intents that ask for slots have a dialog in the interaction model. Without one Alexa knows no question, and
   * takes every answer for something new. Default true.
   */
  readonly dialogs?: boolean;
}

/** A session as the platform keeps it: what goes back with the next request, and the question that is open. */
interface Session {
  readonly id: string;
  readonly attributes?: unknown;
  readonly question?: Question | undefined;
}

/**
 * An Echo in the kitchen: it makes of what is said the requests that Alexa would send, understanding with the app's own
 * recognizer where Alexa has its cloud, and hears the answers out of the responses.
 */
export function alexaDevice(app: App, options: AlexaDeviceOptions = {}): Device {
  const { skillId = "amzn1.ask.skill.device", locale = "en-US", dialogs = true, person } = options;
  const { user = `amzn1.ask.account.${randomUUID()}` } = options;
  const skill: Skill = {
    model: app.model,
    hasDialog: (intent) =>
      dialogs &&
      app.model.intents.some(({ name, slots }) => name === intent && slots.some(({ required }) => required)),
  };
  const { channel = alexa({ skillId, dialogs: skill.hasDialog, clock: app.clock }) } = options;
  let session: Session | undefined;

  async function send(request: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
    const isNew = session === undefined;
    const { id, attributes } = (session ??= { id: `amzn1.echo-api.session.${randomUUID()}` });
    const who = { application: { applicationId: skillId }, user: { userId: user } };
    const { response } = await exchange(app, channel, {
      version: "1.0",
      session: { new: isNew, sessionId: id, ...(attributes !== undefined && { attributes }), ...who },
      context: {
        System: {
          ...who,
          ...(person !== undefined && { person: { personId: person } }),
          device: { deviceId: "amzn1.ask.device.kitchen", supportedInterfaces: {} },
        },
      },
      request: {
        requestId: `amzn1.echo-api.request.${randomUUID()}`,
        timestamp: new Date(app.clock.now()).toISOString(),
        locale,
        ...request,
      },
    });
    await app.settled();
    // A device without a screen ends a session that it is not told to keep open.
    session =
      look(response, "response", "shouldEndSession") === false
        ? { id, attributes: look(response, "sessionAttributes"), question: questionIn(response, skill) }
        : undefined;
    return heardIn(response, session?.question);
  }

  return {
    async say(line) {
      const question = session?.question;
      const expectation = question && expectationOf(question);
      const [likeliest = { intent: "Fallback", slots: [], confidence: 1 }] = await app.recognizer.understand(
        line,
        { locale, at: app.clock.now(), ...(expectation && { expectation }) },
      );
      return send(intentRequest(likeliest, question, skill));
    },

    open() {
      session = undefined;
      return send({ type: "LaunchRequest" });
    },
  };
}

/** What is spoken. A question left to the platform is asked in its own words; here they are the name of the slot. */
function heardIn(response: unknown, question: Question | undefined): readonly string[] {
  const ssml = asString(look(response, "response", "outputSpeech", "ssml"));
  if (ssml !== undefined) return [heardOf(ssml)];
  return question && "elicit" in question.asks ? [`${question.asks.elicit}?`] : [];
}
