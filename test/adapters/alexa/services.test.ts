import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { services } from "palaver/alexa";
import { fixture, request } from "./requests.ts";

test("the Alexa APIs of a request are asked with its token", async () => {
  const calls: IncomingMessage[] = [];
  const server = createServer((call, response) => {
    calls.push(call);
    response.setHeader("content-type", "application/json").end('"Ada"');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const clients = await services(fixture("order"), { endpoint });
  expect(await clients?.getUpsServiceClient().getProfileName()).toBe("Ada");
  expect(calls.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
    ["GET", "/v2/accounts/~current/settings/Profile.name", "Bearer api-token"],
  ]);
  server.close();
});

test("a request without access to them has none", async () => {
  expect(await services(fixture("launch"))).toBeUndefined();
  expect(await services(null)).toBeUndefined();
});

test.each([
  ["https://api.amazonalexa.com", true],
  ["https://api.eu.amazonalexa.com/", true],
  ["https://api.fe.amazonalexa.com", true],
  ["https://api.amazonalexa.com.evil.example", false],
  ["https://evil.example/api.amazonalexa.com", false],
  ["https://api.amazonalexa.com@evil.example", false],
  ["http://api.amazonalexa.com", false],
  ["https://api.amazonalexa.com:8443", false],
  ["alexa.amazon.com", false],
])("the user's token is for %s: %s", async (apiEndpoint, given) => {
  const event = request("LaunchRequest", {}, { system: { apiEndpoint, apiAccessToken: "token" } });
  expect((await services(event)) !== undefined).toBe(given);
});
