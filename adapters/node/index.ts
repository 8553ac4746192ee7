export { schedule, type Schedule, type ScheduleOptions } from "./schedule.ts";
export { serve, type ServeOptions, type Server } from "./serve.ts";
export { onStop } from "./stop.ts";
