import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["palaver:source"] },
  ssr: { resolve: { conditions: ["palaver:source", "node", "import"] } },
  test: {
    include: ["test/**/*.test.ts"],
    // Machines are shared, and nothing here is about time.
    testTimeout: 60_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    benchmark: { include: ["test/bench/**/*.bench.ts"] },
  },
});
