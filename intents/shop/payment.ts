import { effect, key, received, type Effect, type EffectKind, type Listener } from "palaver";
import { z } from "zod";

export const paymentSchema = z.object({
  order: z.number().int(),
  account: z.string(),
  cents: z.number().int().positive(),
});
export type Payment = z.infer<typeof paymentSchema>;

const receiptSchema = z.object({ reference: z.string() });

/** Who takes the money, by the address and the means that an account has left with them: a stub here, a provider elsewhere. */
export interface Payments {
  /** Takes it once for each key, however often it is asked to. */
  charge(payment: Payment, key: string): Promise<{ readonly reference: string }>;
}

const paidKey = key("paid", z.object({ reference: z.string() }));

/** Payments as effects: taken after the order has been placed, once, and noted with it. */
export interface Paying {
  readonly kind: EffectKind<Payment, { readonly reference: string }>;
  readonly listeners: readonly Listener[];
  of(payment: Payment): Effect;
}

/** Takes everything to have been paid. */
export const noPayments: Payments = { charge: async (_, key) => ({ reference: `none-${key}` }) };

export function paying(payments: Payments): Paying {
  const kind = effect<Payment, { readonly reference: string }>("payment", {
    payload: paymentSchema,
    deliver: async (payment, { key: once }) => receiptSchema.parse(await payments.charge(payment, once)),
  });
  return {
    kind,
    of: (payment) => kind.of(payment),
    listeners: [
      received(kind, ({ data: { payload, receipt }, store }) =>
        store.set(paidKey.of(payload.account, String(payload.order)), receipt),
      ),
    ],
  };
}
