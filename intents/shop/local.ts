import { local } from "palaver/cli";
import { shopApp } from "./index.ts";

export default local((world) => ({ app: shopApp(world) }));
