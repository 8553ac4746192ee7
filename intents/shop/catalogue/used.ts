import type { Category } from "./product.ts";

/** Rows of what is not eaten, read by `kinds.ts`. */
export const used = {
  household: `
dish soap | - | bottle | 169/28 | washing up liquid, dishwashing liquid | wash dishes, clean the kitchen | v
dish soap | lemon, organic | bottle | 199 | washing up liquid | wash dishes, clean the kitchen | v
dishwasher tablets | -, large | box | 699 | dishwasher tabs | wash dishes in the machine |
dishwasher salt | - | box | 249 | | soften water in the dishwasher |
paper towels | - | pack | 349/24 | kitchen roll | wipe up spills, dry hands |
toilet paper | -, large, soft | pack | 449 | toilet roll, loo roll | |
tissues | - | box | 149 | kleenex, paper handkerchiefs | blow your nose |
napkins | - | pack | 179 | serviettes | set the table |
laundry detergent | liquid, colour, sensitive | bottle | 799 | washing liquid | wash clothes, do the laundry |
washing powder | - | box | 749 | laundry powder | wash clothes, do the laundry |
fabric softener | - | bottle | 349 | fabric conditioner | make clothes soft |
stain remover | - | bottle | 449 | | get stains out of clothes |
bleach | - | bottle | 199 | chlorine cleaner | kill germs in the toilet |
toilet cleaner | - | bottle | 229 | loo cleaner | clean the toilet |
bathroom cleaner | - | bottle | 279 | limescale remover, bath spray | clean the shower |
glass cleaner | - | bottle | 249 | window cleaner | clean windows and mirrors |
floor cleaner | - | bottle | 299 | | mop the floor |
all purpose cleaner | -, organic | bottle | 259 | household cleaner, multi surface spray | clean the kitchen |
oven cleaner | - | can | 399 | | remove burnt grease |
drain cleaner | - | bottle | 429 | drain unblocker | unblock the sink |
sponges | - | pack | 149 | scouring pads, scrubbers | scrub pots and pans |
cleaning cloths | - | pack | 249 | dusters, wipes for surfaces | dust the shelves |
rubber gloves | - | pair | 199 | washing up gloves | protect your hands |
bin bags | -, large, small | roll | 229 | rubbish bags, trash bags, garbage bags | take out the trash |
aluminium foil | - | roll | 249 | tin foil | wrap leftovers, cover the oven tray |
cling film | - | roll | 199 | plastic wrap | wrap leftovers |
baking paper | - | roll | 199 | parchment paper | line a cake tin |
freezer bags | -, small | box | 179 | zip bags | freeze leftovers |
candles | -, scented | pack | 349 | tea lights | light the room |
matches | - | box | 99 | | light candles |
light bulb | - | piece | 399 | lamp bulb | replace a lamp |
batteries | large, small | pack | 499 | power cells | power a torch |
air freshener | - | can | 249 | room spray | get rid of bad smells |`,
  "personal care": `
toothpaste | -, sensitive, children's | tube | 229 | tooth gel | brush your teeth | v
toothbrush | -, soft, children's | piece | 249 | teeth brush | brush your teeth |
dental floss | - | piece | 199 | tooth floss | clean between your teeth |
mouthwash | - | bottle | 349 | mouth rinse | freshen your breath |
shampoo | -, anti dandruff, * for dry hair, baby | bottle | 329 | hair wash | wash your hair |
conditioner | - | bottle | 349 | hair rinse | make hair soft |
hair gel | - | tube | 279 | hair styling gel | style your hair |
shower gel | -, men's, organic | bottle | 249 | body wash | wash yourself in the shower | v
bubble bath | - | bottle | 399 | bath foam | relax in the bath |
hand soap | -, lavender | bottle | 199 | liquid soap | wash your hands |
bar soap | - | piece | 129 | soap bar | wash your hands |
hand sanitizer | - | bottle | 229 | disinfectant gel | kill germs on your hands |
deodorant | -, roll on, men's | can | 299 | antiperspirant | stop sweating |
hand cream | - | tube | 249 | | soothe dry hands |
body lotion | -, organic | bottle | 399 | skin lotion, moisturiser | soothe dry skin |
face cream | - | jar | 699 | facial moisturiser | soothe dry skin |
face wash | - | tube | 449 | facial cleanser | remove make up |
lip balm | - | piece | 199 | chapstick | soothe dry lips |
sun cream | -, children's | bottle | 899 | sunscreen, suntan lotion | protect from sunburn |
razors | - | pack | 599 | razor blades, shavers | shave |
shaving foam | - | can | 299 | shaving cream | shave |
cotton pads | - | pack | 149 | cotton rounds | remove make up |
cotton buds | - | box | 159 | cotton swabs, ear sticks | clean ears |
plasters | - | box | 249 | band aids | cover a cut |
tampons | - | box | 399 | | manage your period |
sanitary pads | - | pack | 349 | sanitary towels, period pads | manage your period |
nappies | small, large | pack | 1099 | diapers | change the baby |
baby wipes | - | pack | 199 | wet wipes | change the baby, clean sticky fingers |
contact lens solution | - | bottle | 799 | lens cleaner | store contact lenses |
vitamin c tablets | - | tube | 349 | | fight a cold |
throat lozenges | - | box | 399 | cough drops, cough sweets | soothe a sore throat |`,
} satisfies Partial<Record<Category, string>>;
