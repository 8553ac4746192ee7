import { describe, expect, test } from "vitest";
import { usageOn } from "../../../intents/shop/usage.ts";
import { start } from "../../support/clock.ts";
import { counter } from "../../support/counter.ts";
import { happening, said } from "../../support/turns.ts";

const hour = 60 * 60_000;

describe("what people do is noted", () => {
  test("once for each turn, however often it is delivered, with what it was about", async () => {
    const { app, noted } = await counter();
    const lines = ["find green tea", "add two apples", "blue moon rising", "check out", "yes"];
    const turns = [happening("launch"), ...[...lines, "cancel my order", "yes"].map((text) => said(text))];
    for (const turn of turns) {
      await app.respond(turn);
      await app.respond(turn);
    }
    const who = "test:ann";
    const seen = { at: start, channel: "test", who };
    expect(await noted("visit")).toEqual([{ what: "visit", ...seen }]);
    expect(await noted("search")).toEqual([{ what: "search", ...seen, detail: "25" }]);
    expect(await noted("added")).toEqual([{ what: "added", ...seen }]);
    expect(await noted("ordered")).toEqual([{ what: "ordered", ...seen, detail: "apples" }]);
    expect(await noted("cancelled")).toEqual([{ what: "cancelled", ...seen }]);
    expect(await noted("not understood")).toEqual([{ what: "not understood", ...seen }]);
    expect((await noted("turn")).map(({ detail = "" }) => detail).toSorted()).toEqual(
      ["Find", "Add", "Checkout", "Yes", "CancelOrder", "Yes"].toSorted(),
    );
  });

  test("of the account, whichever channel it is on", async () => {
    const { app, say, noted } = await counter();
    const code = /\d{6}/.exec(await say("ann", "link my account"))?.[0] ?? "";
    await say("ben", `my code is ${code}`, "find green tea");
    await app.respond(happening("launch", undefined, { channel: "person", user: "ben" }));
    for (const what of ["search", "visit"] as const)
      expect((await noted(what)).map(({ who }) => who)).toEqual(["person:ann"]);
    expect((await noted("turn")).map(({ who }) => who)).toEqual(Array(3).fill("person:ann"));
  });

  test("under its day", async () => {
    const { app, clerk } = await counter();
    const at = Date.parse("2026-11-27T23:59:59Z");
    await app.respond(said("find green tea", { at }));
    await app.respond(said("find green tea", { at: at + 1_000 }));
    for (const day of ["2026-11-27", "2026-11-28"])
      expect(await clerk((work) => usageOn(work, day))).toHaveLength(2);
  });
});

describe("whoever leaves with a basket", () => {
  const end = () => happening("end", undefined, { channel: "person", user: "ann", conversation: "ann" });

  test("is noted when the session ends, once for each time something was put there", async () => {
    const { app, say, noted } = await counter();
    await app.respond(end());
    expect(await noted("left with a basket")).toEqual([]);
    await say("ann", "add two apples");
    await app.respond(end());
    await app.respond(end());
    const left = { what: "left with a basket", at: start, channel: "person", who: "person:ann" };
    expect(await noted("left with a basket")).toEqual([left]);
    await say("ann", "add one rye bread");
    await app.respond(end());
    expect(await noted("left with a basket")).toEqual([left, left]);
  });

  test("is noted an hour later where no session ends, once", async () => {
    const { app, say, noted } = await counter();
    await say("ann", "add two apples");
    await say("ben", "add two apples");
    await say("cleo", "add two apples");
    await app.respond(end());
    await app.tick("sweep", start + hour);
    expect(await noted("left with a basket")).toHaveLength(1);
    await app.tick("sweep", start + hour + 300_000);
    await app.tick("sweep", start + hour + 600_000);
    const who = (await noted("left with a basket")).map((it) => it.who);
    expect(who.toSorted()).toEqual(["person:ann", "person:ben", "person:cleo"]);
  });

  test("has ordered nothing: whoever has is not noted", async () => {
    const { app, say, noted } = await counter();
    await say("ann", "add two apples", "check out", "yes");
    await app.respond(end());
    await app.tick("sweep", start + 2 * hour);
    expect(await noted("left with a basket")).toEqual([]);
  });

  test("has not left who has put something there since", async () => {
    const { app, clock, say, noted } = await counter();
    await say("ann", "add two apples");
    await clock.pass(hour);
    await say("ann", "add one rye bread");
    await app.tick("sweep", start + hour + 300_000);
    expect(await noted("left with a basket")).toEqual([]);
  });
});
