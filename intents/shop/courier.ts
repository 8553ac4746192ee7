import { effect, key, received, type Effect, type EffectKind, type Listener, type Work } from "palaver";
import { z } from "zod";

const bookingSchema = z.object({
  order: z.number().int(),
  account: z.string(),
  /** When it is wanted, as the platforms write days and times; null where nobody has said. */
  day: z.string().nullable(),
  time: z.string().nullable(),
});
export type Booking = z.infer<typeof bookingSchema>;

const bookedSchema = z.object({ address: z.string().min(1).max(300) });
export type Booked = z.infer<typeof bookedSchema>;

/** Who brings an order to the address that an account has left with them: a stub here, a courier elsewhere. */
export interface Couriers {
  /** Books it once for each key, however often it is asked to; an order that is booked before is booked anew. */
  book(booking: Booking, key: string): Promise<Booked>;
}

/** Brings everything to an address that nobody has to tell. */
export const noCouriers: Couriers = { book: async () => ({ address: "your usual address" }) };

const bookedKey = key("booked", bookedSchema);

/** Bookings as effects: made after the order has been placed, and noted with it. */
export interface Delivering {
  readonly kind: EffectKind<Booking, Booked>;
  readonly listeners: readonly Listener[];
  of(booking: Booking): Effect;
}

export function delivering(couriers: Couriers): Delivering {
  const kind = effect<Booking, Booked>("delivery", {
    payload: bookingSchema,
    deliver: async (booking, { key: once }) => bookedSchema.parse(await couriers.book(booking, once)),
  });
  return {
    kind,
    of: (booking) => kind.of(booking),
    listeners: [
      received(kind, ({ data: { payload, receipt }, store }) =>
        store.set(bookedKey.of(payload.account, String(payload.order)), receipt),
      ),
    ],
  };
}

/** Where an order goes, once it is booked. */
export const addressOf = async (store: Work, account: string, order: number): Promise<string | undefined> =>
  (await store.get(bookedKey.of(account, String(order))))?.address;
