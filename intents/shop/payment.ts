import { effect, key, received, type Effect, type EffectKind, type Listener } from "palaver";
import { z } from "zod";

const paymentSchema = z.object({
  order: z.number().int(),
  account: z.string(),
  cents: z.number().int().positive(),
});
export type Payment = z.infer<typeof paymentSchema>;

const receiptSchema = z.object({ reference: z.string() });
type Receipt = z.infer<typeof receiptSchema>;

/** Who takes the money, by the means that an account has left with them: a stub here, a provider elsewhere. */
export interface Payments {
  /** Takes it once for each key, however often it is asked to. */
  charge(payment: Payment, key: string): Promise<Receipt>;
  /** Gives it back, once for each key. */
  refund(payment: Payment, key: string): Promise<Receipt>;
}

/** Takes everything to have been paid. */
export const noPayments: Payments = {
  charge: async (_, key) => ({ reference: `none-${key}` }),
  refund: async (_, key) => ({ reference: `none-${key}` }),
};

const paidKey = key("paid", receiptSchema);
const refundedKey = key("refunded", receiptSchema);

/** Payments as effects: taken after the order has been placed and given back after it was cancelled, once, and noted with it. */
export interface Paying {
  readonly kinds: readonly EffectKind<Payment, Receipt>[];
  readonly listeners: readonly Listener[];
  charge(payment: Payment): Effect;
  refund(payment: Payment): Effect;
}

export function paying(payments: Payments): Paying {
  const kind = (name: string, pay: Payments["charge"]) =>
    effect<Payment, Receipt>(name, {
      payload: paymentSchema,
      deliver: async (payment, { key: once }) => receiptSchema.parse(await pay(payment, once)),
    });
  const charge = kind("payment", (payment, once) => payments.charge(payment, once));
  const refund = kind("refund", (payment, once) => payments.refund(payment, once));
  return {
    kinds: [charge, refund],
    charge: (payment) => charge.of(payment),
    refund: (payment) => refund.of(payment),
    listeners: [
      received(charge, ({ data: { payload, receipt }, store }) =>
        store.set(paidKey.of(payload.account, String(payload.order)), receipt),
      ),
      received(refund, ({ data: { payload, receipt }, store }) =>
        store.set(refundedKey.of(payload.account, String(payload.order)), receipt),
      ),
    ],
  };
}
