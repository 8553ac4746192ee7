export type { Task, TaskAttempt } from "./step.ts";
export {
  workflow,
  type Execution,
  type RunOptions,
  type Workflow,
  type WorkflowOptions,
} from "./workflow.ts";
