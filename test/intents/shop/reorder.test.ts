import { createRequire } from "node:module";
import type { Json } from "palaver";
import { workflow, type Task } from "palaver/asl";
import { describe, expect, test } from "vitest";
import reorder from "../../../intents/shop/reorder.asl.json" with { type: "json" };
import { testClock } from "../../support/clock.ts";

/** Brings no types along. */
type Validate = (
  definition: unknown,
  options?: object,
) => { readonly isValid: boolean; errorsText(): string };

const names = ["FindProduct", "OrderFromNorth", "OrderFromHarbour", "OrderFromMeadow", "Restock", "Label"];

interface World {
  readonly stock?: number;
  readonly vendor?: string | null;
  /** What a vendor does with an order. */
  readonly order?: Task;
}

const delivers: Task = async (input) => ({ reference: "r-1", quantity: Number(Object(input).quantity) - 2 });

/** A run of the document over tasks in memory, to its end: what came of it, and which tasks were asked for what. */
async function ran({ stock = 3, vendor = "north", order = delivers }: World, id = "reorder-1") {
  const clock = testClock();
  const asked: (readonly [task: string, input: Json, key: string])[] = [];
  const noted =
    (name: string, act: Task): Task =>
    (input, attempt) => {
      asked.push([name, input, attempt.key]);
      return act(input, attempt);
    };
  const found = async () => ({ vendor, stock, noise: true });
  const acts = names.map((name): readonly [string, Task] => {
    const act = name === "FindProduct" ? found : name.startsWith("Order") ? order : async () => null;
    return [name, noted(name, act)];
  });
  const run = workflow(reorder, Object.fromEntries(acts), { clock }).run(
    { id, product: "jam", quantity: 20 },
    { id },
  );
  await clock.pass(600_000);
  return { ...(await run), asked, called: asked.map(([name]) => name) };
}

const state = "OrderFromNorth";

describe("the reorder workflow", () => {
  test("restocks what a vendor delivers, however much that is", async () => {
    const { status, trace, asked, output } = await ran({});
    expect(status).toBe("succeeded");
    expect(trace).toEqual(["FindProduct", "IsLow", "ChooseVendor", "OrderFromNorth", "Restock", "Done"]);
    expect(asked).toEqual([
      ["FindProduct", { id: "reorder-1", product: "jam" }, "reorder-1/FindProduct"],
      [
        state,
        {
          id: "reorder-1",
          vendor: "north",
          product: "jam",
          quantity: 20,
          execution: "reorder-1",
          state,
        },
        "reorder-1/OrderFromNorth",
      ],
      [
        "Restock",
        {
          id: "reorder-1",
          vendor: "north",
          product: "jam",
          quantity: 18,
          reference: "r-1",
          execution: "reorder-1",
          state: "Restock",
        },
        "reorder-1/Restock",
      ],
    ]);
    const order = { reference: "r-1", quantity: 18 };
    expect(output).toEqual({
      id: "reorder-1",
      product: "jam",
      vendor: "north",
      stock: 3,
      quantity: 20,
      order,
    });
  });

  test.each([
    ["north", "OrderFromNorth"],
    ["harbour", "OrderFromHarbour"],
    ["meadow", "OrderFromMeadow"],
  ])("orders from the product's vendor: %s", async (vendor, name) => {
    const { called } = await ran({ vendor });
    expect(called).toEqual(["FindProduct", name, "Restock"]);
  });

  test("labels the product when every attempt has failed, four with one key", async () => {
    const order: Task = async () => {
      throw new Error("nobody there");
    };
    const { status, trace, asked, output } = await ran({ order });
    expect(status).toBe("succeeded");
    expect(trace).toEqual(["FindProduct", "IsLow", "ChooseVendor", "OrderFromNorth", "Label", "Done"]);
    expect(asked.filter(([name]) => name === state).map(([, , key]) => key)).toEqual(
      Array<string>(4).fill("reorder-1/OrderFromNorth"),
    );
    expect(asked.at(-1)?.[1]).toEqual({ id: "reorder-1", product: "jam", label: "less than 5 items" });
    expect(output).toMatchObject({ error: { Error: "Error" } });
  });

  test("labels the product when the vendor never answers, and takes no minute for that", async () => {
    const clock = testClock();
    const tasks = Object.fromEntries(
      names.map((name): readonly [string, Task] => [
        name,
        name.startsWith("Order") ? () => new Promise(() => {}) : async () => ({ vendor: "meadow", stock: 0 }),
      ]),
    );
    const run = workflow(reorder, tasks, { clock }).run(
      { id: "r", product: "jam", quantity: 20 },
      { id: "r" },
    );
    const trace: string[] = [];
    void run.then((execution) => trace.push(...execution.trace));
    await clock.pass(26_999);
    expect(trace).toEqual([]);
    await clock.pass(1);
    expect(trace.slice(-3)).toEqual(["OrderFromMeadow", "Label", "Done"]);
  });

  test("restocks when a later attempt succeeds", async () => {
    const order: Task = async (input, attempt) => {
      if (attempt.attempt < 4) throw new Error("nobody there");
      return delivers(input, attempt);
    };
    const { called } = await ran({ order });
    expect(called).toEqual(["FindProduct", state, state, state, state, "Restock"]);
  });

  test.each([5, 6, 500])("does nothing where %d are left", async (stock) => {
    const { status, trace, called } = await ran({ stock });
    expect(status).toBe("succeeded");
    expect(trace).toEqual(["FindProduct", "IsLow", "Done"]);
    expect(called).toEqual(["FindProduct"]);
  });

  test("begins where four are left", async () => {
    expect((await ran({ stock: 4 })).called).toContain("Restock");
  });

  test.each(["nobody", null])("labels a product of a vendor it does not know: %s", async (vendor) => {
    expect((await ran({ vendor })).called).toEqual(["FindProduct", "Label"]);
  });

  test("has the same keys when it is run again", async () => {
    const [first, again, other] = [await ran({}), await ran({}), await ran({}, "reorder-2")];
    const keys = ({ asked }: typeof first) => asked.map(([, , key]) => key);
    expect(keys(again)).toEqual(keys(first));
    expect(keys(other)).not.toEqual(keys(first));
  });

  test("tells a cloud's functions what their key is made of", async () => {
    const { asked } = await ran({});
    for (const [name, input, key] of asked.slice(1)) {
      const { execution, state: at } = Object(input) as Record<string, unknown>;
      expect(`${String(execution)}/${String(at)}`, name).toBe(key);
    }
  });
});

describe("as Step Functions would have it, the document", () => {
  const require = createRequire(import.meta.url);
  const validate = require("asl-validator") as Validate;
  const deployed = (text: string) =>
    text.replace(/\$\{(\w+)\}/g, "arn:aws:lambda:eu-central-1:123456789012:function:Shop-$1");
  const text = JSON.stringify(reorder);

  test("is valid once its placeholders are functions, and none is left", () => {
    expect(new Set([...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name))).toEqual(new Set(names));
    const verdict = validate(JSON.parse(deployed(text)));
    expect(verdict.errorsText()).toBe("");
    expect(verdict.isValid).toBe(true);
  });

  test("would not be valid with a mistake in it", () => {
    for (const [right, not] of [
      ['"Next":"IsLow"', '"Next":"IsHigh"'],
      ['"$.stock"', '"stock"'],
      ['"IntervalSeconds":1', '"IntervalSeconds":"1"'],
    ] as const) {
      expect(text).toContain(right);
      expect(validate(JSON.parse(deployed(text.replace(right, not)))).isValid, not).toBe(false);
    }
  });
});
