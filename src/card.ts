/** A button under a message. Pressing it says `says`, so whoever has no screen can say the same. */
export interface Button {
  readonly label: string;
  readonly says: string;
}

/** Something to look at beside what is said. Text throughout: each channel escapes it in its own way. */
export interface Card {
  readonly title: string;
  readonly body?: string;
  readonly image?: { readonly url: string; readonly alt: string };
  readonly buttons?: readonly Button[];
}
