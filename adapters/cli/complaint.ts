/** What the command tells a developer instead of doing what it was asked; printed as one line, with exit status 1. */
export class Complaint extends Error {
  override readonly name = "Complaint";
}
