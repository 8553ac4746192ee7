/** The skill that is asked in all measurements. */
export const skillId = "amzn1.ask.skill.5f1c1e5e-0000-4000-8000-000000000000";

/**
 * Requests as an Echo with a screen sends them, one after the other: an order with two slots, in one of a hundred
 * sessions that remember something. Each has an id of its own, so none is a second delivery of another.
 */
export function requests(): () => string {
  const [before = "", between = "", after = ""] = JSON.stringify(order).split("NUMBER");
  let number = 0;
  return () => {
    number++;
    return `${before}${number % 100}${between}${number}${after}`;
  };
}

const who = {
  application: { applicationId: skillId },
  user: { userId: `amzn1.ask.account.${"AFAKEUSER".repeat(22)}` },
};

const slot = (name: string, value: string, id: string) => ({
  name,
  value,
  resolutions: {
    resolutionsPerAuthority: [
      {
        authority: `amzn1.er-authority.echo-sdk.${skillId}.${name}`,
        status: { code: "ER_SUCCESS_MATCH" },
        values: [{ value: { name: value, id } }],
      },
    ],
  },
  confirmationStatus: "NONE",
  source: "USER",
  slotValue: { type: "Simple", value },
});

const viewport = {
  experiences: [{ arcMinuteWidth: 346, arcMinuteHeight: 216, canRotate: false, canResize: false }],
  mode: "HUB",
  shape: "RECTANGLE",
  pixelWidth: 1280,
  pixelHeight: 800,
  dpi: 160,
  currentPixelWidth: 1280,
  currentPixelHeight: 800,
  touch: ["SINGLE"],
  video: { codecs: ["H_264_42", "H_264_41"] },
};

const order = {
  version: "1.0",
  session: {
    new: false,
    sessionId: "amzn1.echo-api.session.NUMBER",
    attributes: { visits: 7 },
    ...who,
  },
  context: {
    Viewports: [{ type: "APL", id: "main", dialect: "", ...viewport }],
    Viewport: viewport,
    Extensions: { available: { "aplext:backstack:10": {} } },
    System: {
      ...who,
      device: {
        deviceId: `amzn1.ask.device.${"AFAKEDEVICE".repeat(18)}`,
        supportedInterfaces: {
          AudioPlayer: {},
          "Alexa.Presentation.APL": { runtime: { maxVersion: "2024.3" } },
        },
      },
      unit: { unitId: `amzn1.ask.unit.${"AFAKEUNIT".repeat(22)}` },
      apiEndpoint: "https://api.eu.amazonalexa.com",
      apiAccessToken: `fake.${"eyJub3QiOiJhIHRva2VuIn0".repeat(44)}`,
    },
  },
  request: {
    type: "IntentRequest",
    requestId: "amzn1.echo-api.request.NUMBER",
    locale: "en-US",
    timestamp: "2026-05-01T12:00:00Z",
    dialogState: "COMPLETED",
    intent: {
      name: "Order",
      confirmationStatus: "NONE",
      slots: { item: slot("item", "oat milk", "oat"), quantity: slot("quantity", "2", "2") },
    },
  },
};
