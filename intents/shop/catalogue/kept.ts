import type { Category } from "./product.ts";

/** Rows of what keeps in a cupboard or a freezer, read by `kinds.ts`. */
export const kept = {
  pantry: `
spaghetti | -, wholemeal, gluten free | pack | 149 | | cook a pasta dinner | v
penne | -, organic | pack | 149 | pasta tubes | cook a pasta dinner | v
fusilli | - | pack | 149 | pasta spirals | cook a pasta dinner | v
lasagne sheets | - | box | 199 | lasagna pasta | bake lasagne |
egg noodles | - | pack | 179 | chinese noodles | make a stir fry | l
rice | basmati, brown, risotto, jasmine | bag | 249 | rice grains | serve with curry | vg
couscous | - | bag | 199 | | | v
quinoa | - | bag | 399 | | make a salad | vg
lentils | red, brown | bag | 219 | | make soup | vg
flour | plain, wholemeal, gluten free | bag | 119 | baking flour | bake bread, bake a cake | v
sugar | white, brown, icing | bag | 139 | | sweeten coffee, bake a cake | vg
salt | -, sea | pack | 79 | | season food | vg
black pepper | - | jar | 249 | peppercorns | season food | vg
baking powder | - | pack | 99 | | bake a cake | vg
yeast | dried | pack | 89 | | bake bread | vg
vanilla extract | - | bottle | 449 | vanilla flavouring | bake a cake | vg
olive oil | -, organic | bottle | 799 | | dress a salad, fry food | vg
sunflower oil | - | bottle | 279 | frying oil, vegetable oil | fry food | vg
vinegar | balsamic, white wine | bottle | 299 | | dress a salad | vg
ketchup | -, organic | bottle | 229 | tomato ketchup | dip chips | vg
mayonnaise | -, vegan | jar | 239 | mayo | dip chips | g
mustard | -, wholegrain | jar | 159 | | have with sausages | vg
soy sauce | -, gluten free | bottle | 249 | soya sauce | season a stir fry | v
chilli sauce | sweet | bottle | 229 | hot sauce | make it spicy | vg
pasta sauce | tomato, basil | jar | 229 | | cook a pasta dinner | vg
pesto | green, red | jar | 259 | | stir into pasta | g
curry paste | red, green | jar | 299 | thai curry | make a curry | vg
coconut milk | - | can | 179 | tinned coconut | make a curry | vg
tomatoes | chopped, peeled | can | 99 | tinned tomatoes | cook a sauce | vg
chickpeas | - | can | 109 | garbanzo beans | make hummus | vg
beans | kidney, baked, white | can | 119 | tinned beans | make chilli | vg
sweetcorn | - | can | 109 | tinned corn | | vg
tuna | tinned | can | 199 | canned tuna | make a sandwich | gl
sardines | - | can | 179 | tinned sardines | | gl
soup | tomato, chicken noodle, lentil | can | 219 | tinned soup | warm up on a cold day |
stock cubes | vegetable, chicken, beef | box | 169 | bouillon, broth | make soup | l
gherkins | - | jar | 199 | pickles, pickled cucumbers | top a burger | vg
curry powder | - | jar | 229 | curry spice | season curry | vg
cinnamon | - | jar | 199 | | bake biscuits | vg`,
  frozen: `
pizza | margherita, salami, vegetable, gluten free | box | 349 | frozen pizza | heat up a quick dinner |
frozen peas | - | bag | 179 | garden peas, green peas | | vg
frozen spinach | - | bag | 169 | | | vg
frozen vegetables | mixed, stir fry | bag | 229 | frozen veg | make a stir fry | vg
frozen berries | - | bag | 349 | frozen fruit | make a smoothie | vg
frozen mango | - | bag | 329 | mango chunks | make a smoothie | vg
oven chips | -, sweet potato | bag | 249 | french fries, frozen chips | serve with burgers | vg
hash browns | - | bag | 259 | potato cakes | cook a full breakfast | vg
fish fingers | -, vegan | box | 329 | fish sticks | feed the kids | l
frozen salmon | - | bag | 749 | | | gl
frozen prawns | - | bag | 699 | frozen shrimp | | gl
chicken nuggets | -, vegan | bag | 399 | nuggets | feed the kids | l
ice cream | vanilla, chocolate, strawberry, vegan | tub | 449 | gelato | serve for dessert, cool down in summer | g
ice lollies | - | box | 299 | popsicles, ice pops | cool down in summer, treat the kids | vg
sorbet | lemon | tub | 399 | | serve for dessert | vg
lasagne | beef, vegetable | box | 449 | ready made lasagna | heat up a quick dinner |
puff pastry | - | pack | 219 | pastry sheets | bake a pie |
frozen croissants | - | bag | 329 | | |
spring rolls | vegetable | box | 349 | egg rolls | | v
dumplings | - | bag | 429 | gyoza, potstickers | |
ice cubes | - | bag | 149 | ice | cool drinks | vg
frozen meatballs | -, vegan | bag | 459 | | eat with spaghetti | l
cheesecake | - | box | 549 | | serve for dessert |`,
} satisfies Partial<Record<Category, string>>;
