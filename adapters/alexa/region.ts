/**
 * Where a user's data is, which decides whom to ask about them: North America, Europe with India, or the Far East with
 * Australia ("Proactive Events REST API Reference").
 */
export type Region = "na" | "eu" | "fe";

/** Where the Alexa APIs of each region are. */
export const hosts: Readonly<Record<Region, string>> = {
  na: "https://api.amazonalexa.com",
  eu: "https://api.eu.amazonalexa.com",
  fe: "https://api.fe.amazonalexa.com",
};

const regions: ReadonlyMap<string, Region> = new Map([
  [hosts.na, "na"],
  [hosts.eu, "eu"],
  [hosts.fe, "fe"],
]);

/** The region whose APIs are at this address; nothing for any other address. */
export const regionAt = (endpoint: string): Region | undefined =>
  regions.get(URL.canParse(endpoint) ? new URL(endpoint).origin : "");
