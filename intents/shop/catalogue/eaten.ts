import type { Category } from "./product.ts";

/** Rows of what is drunk and eaten as it is, read by `kinds.ts`. */
export const eaten = {
  drinks: `
oat milk | - | carton | 199/40 | oatmilk, oat drink | pour on cereal, put in coffee | v
oat milk | barista, chocolate | carton | 239 | oat drink | froth for cappuccino | v
soy milk | - | carton | 189/12 | soya milk, soy drink | pour on cereal, put in coffee | vg
soy milk | vanilla | carton | 219 | soya milk, soy drink | | vg
almond milk | -, unsweetened | carton | 229 | almond drink | pour on cereal, put in coffee | vg
whole milk | - | carton | 129/60 | milk, cow's milk | pour on cereal, put in coffee | g
milk | organic, lactose free, low fat | carton | 149 | cow's milk | pour on cereal, put in coffee | g
apple juice | - | bottle | 249/25 | | drink with breakfast | vg
apple juice | cloudy, organic | bottle | 289 | | | vg
orange juice | - | bottle | 299/18 | oj | drink with breakfast | vg
juice | grape, tomato, cranberry, multivitamin | bottle | 279 | | | vg
smoothie | mango, mixed berry | bottle | 259 | fruit shake | | vg
sparkling water | - | bottle | 79/90 | fizzy water, soda water | quench your thirst | vg
mineral water | still | bottle | 69 | table water, bottled water | quench your thirst | vg
lemonade | -, pink | bottle | 159 | lemon soda | quench your thirst, drink at a party | vg
cola | -, sugar free, cherry | bottle | 179 | coke | drink at a party | vg
tonic water | - | bottle | 149 | tonic | mix drinks | vg
ginger ale | - | bottle | 169 | ginger soda | mix drinks | vg
iced tea | peach, lemon | bottle | 149 | ice tea | quench your thirst | vg
energy drink | - | can | 129 | | stay awake | vg
green tea | - | box | 349/15 | green tea bags | brew a hot drink | vg
green tea | jasmine, organic | box | 399 | green tea bags | brew a hot drink | vg
tea | black, peppermint, chamomile, rooibos, earl grey | box | 299 | tea bags | brew a hot drink | vg
coffee | - | pack | 649/30 | ground coffee | brew a hot drink, wake up | vg
coffee | decaf, organic | pack | 699 | ground coffee | brew a hot drink | vg
instant coffee | -, decaf | jar | 499 | coffee powder | brew a hot drink quickly | vg
coffee beans | -, espresso | bag | 899 | whole bean coffee | brew espresso | vg
coffee capsules | - | box | 399 | coffee pods | fill the coffee machine | vg
drinking chocolate | - | tin | 379 | hot chocolate, cocoa | warm up on a cold day | g
beer | alcohol free | bottle | 99 | lager | drink at a party | v`,
  breakfast: `
corn flakes | - | box | 279/22 | cornflakes, cereal | eat with milk | v
muesli | - | bag | 389/17 | granola | eat with milk or yoghurt |
muesli | nut, chocolate, fruit, gluten free | bag | 419 | crunchy muesli | eat with milk or yoghurt |
granola | honey, organic | bag | 449 | | eat with milk or yoghurt |
porridge oats | - | bag | 159/35 | oats, porridge | cook a hot breakfast | v
porridge oats | organic, gluten free | bag | 229 | oatmeal, rolled oats | cook a hot breakfast | v
bran flakes | - | box | 289 | bran cereal | eat with milk |
wheat biscuits | - | box | 299 | wheat cereal | eat with milk |
puffs | chocolate, honey, rice | box | 319 | cereal | eat with milk, feed the kids |
cereal hoops | honey | box | 309 | cereal rings | eat with milk, feed the kids |
strawberry jam | - | jar | 259/14 | jam | spread on bread | vg
jam | apricot, raspberry, cherry, blackcurrant | jar | 269 | fruit spread, preserve | spread on bread | vg
marmalade | orange | jar | 249 | | spread on bread | vg
honey | - | jar | 499/9 | | spread on bread, sweeten tea | g
honey | acacia, organic | jar | 549 | bee honey | spread on bread, sweeten tea | g
peanut butter | -, crunchy | jar | 329 | peanut spread | spread on bread | vg
hazelnut spread | - | jar | 349 | chocolate spread | spread on bread | g
almond butter | - | jar | 599 | almond spread | spread on bread | vg
maple syrup | - | bottle | 649 | | pour on pancakes | vg
pancake mix | -, gluten free | pack | 219 | pancake batter | make pancakes |
breakfast bars | oat | box | 269 | cereal bars | eat on the go | v`,
  snacks: `
crisps | salted, paprika, cheese and onion, salt and vinegar | bag | 199 | potato chips | nibble at a film, share at a party | g
tortilla chips | -, chilli | bag | 209 | nachos, corn chips | dip into salsa, share at a party | vg
popcorn | salted, sweet | bag | 179 | popped corn | nibble at a film | vg
pretzels | - | bag | 169 | salt sticks | nibble at a film | v
crackers | -, sesame, gluten free | pack | 189 | savoury biscuits | eat with cheese | v
rice cakes | -, chocolate | pack | 159 | puffed rice | | g
chocolate bar | milk, dark, white, hazelnut | piece | 149 | bar of chocolate | satisfy a sweet tooth | g
pralines | - | box | 699 | box of chocolates | bring as a gift | g
cookies | chocolate chip, oat, butter | pack | 229 | biscuits | dip in tea |
gummy bears | -, vegan | bag | 129 | jelly sweets, gummies | treat the kids | g
liquorice | - | bag | 149 | licorice | | v
chewing gum | peppermint | pack | 99 | gum | freshen your breath | vg
mints | - | pack | 89 | mint sweets | freshen your breath | vg
peanuts | roasted | can | 199 | salted nuts | nibble with a beer | vg
nuts | mixed | bag | 349 | trail mix | nibble on a hike | vg
almonds | -, smoked | bag | 379 | | nibble on a hike | vg
cashews | - | bag | 399 | cashew nuts | nibble on a hike | vg
pistachios | - | bag | 429 | pistachio nuts | | vg
raisins | - | bag | 179 | dried grapes | | vg
dried apricots | - | bag | 249 | | | vg
protein bar | chocolate, vegan | piece | 219 | energy bar | eat after a workout | g
fruit bar | date | piece | 139 | | eat on the go | vg
hummus | - | tub | 229 | chickpea dip | dip vegetables | vg
salsa | - | jar | 249 | tomato dip | dip chips | vg
olives | black, green | jar | 269 | | nibble with an aperitif | vg`,
} satisfies Partial<Record<Category, string>>;
