import { describe, expect, test } from "vitest";
import { freeze, thaw } from "../../../src/understand/freeze.ts";

const data = {
  name: "ünïcode 🎉",
  list: ["a", "__proto__", { deep: new Float32Array([1.5, -2]) }],
  bytes: new Uint8Array([1, 2, 3]),
  big: new Uint32Array([4_294_967_295]),
  small: new Uint16Array([65_535]),
  signed: new Int32Array([-7]),
  none: new Float32Array(),
  yes: true,
  nothing: null,
};

describe("frozen data", () => {
  test("come back as they were, wherever the bytes stand", () => {
    const bytes = freeze(data);
    expect(thaw(bytes)).toEqual(data);
    const elsewhere = new Uint8Array(bytes.length + 3);
    elsewhere.set(bytes, 3);
    expect(thaw(elsewhere.subarray(3))).toEqual(data);
  });

  test("are the same bytes every time", () => {
    expect(freeze(data)).toEqual(freeze({ ...data, list: [...data.list] }));
  });

  test("are refused where they are something else, of another version, cut off or changed", () => {
    const bytes = freeze(data);
    expect(() => thaw(new Uint8Array())).toThrow("is no frozen model");
    expect(() => thaw(new TextEncoder().encode('{ "not": "a model at all" }'))).toThrow("is no frozen model");
    expect(() => thaw(bytes.slice(0, -8))).toThrow("is cut off");
    const older = bytes.slice();
    older[4] = 99;
    expect(() => thaw(older)).toThrow("has version 99");
    for (let i = 8; i < bytes.length; i++) {
      const changed = bytes.slice();
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(() => thaw(changed), `byte ${i}`).toThrow(/was changed|is cut off/);
    }
  });
});
