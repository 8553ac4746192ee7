import type { Category } from "./product.ts";

/** Rows of what is sold fresh, read by `kinds.ts`. */
export const fresh = {
  bakery: `
rye bread | - | loaf | 329/8 | | make sandwiches | v
rye bread | organic, sliced | loaf | 349 | dark bread | make sandwiches | v
white bread | - | loaf | 189/20 | toast, sandwich bread | make toast |
bread | wholemeal, sourdough, gluten free, seeded, spelt | loaf | 339 | loaf | make sandwiches | v
garlic bread | - | piece | 199 | garlic baguette | eat with pasta, bring to a barbecue |
baguette | -, wholemeal | piece | 149 | french stick | make sandwiches | v
bread rolls | white, seeded, rye | bag | 179 | buns | have with soup | v
burger buns | -, gluten free | pack | 199 | hamburger rolls | make burgers |
hot dog buns | - | pack | 189 | hot dog rolls | make hot dogs |
bagels | -, sesame | pack | 239 | | |
croissants | -, chocolate | pack | 249 | french pastries | |
tortilla wraps | -, wholemeal | pack | 219 | wraps | make burritos | v
pita bread | - | pack | 159 | flatbread | eat with hummus | v
naan bread | - | pack | 229 | | eat with curry |
english muffins | - | pack | 189 | | make eggs benedict |
muffins | blueberry, chocolate | pack | 299 | cupcakes | have with coffee |
doughnuts | - | pack | 269 | donuts | have with coffee |
cinnamon rolls | - | pack | 319 | cinnamon buns | have with coffee |
cake | carrot, chocolate, lemon | piece | 599 | gateau | celebrate a birthday |
apple pie | - | piece | 549 | apple tart | serve for dessert |
breadsticks | - | pack | 149 | grissini | | v`,
  fruit: `
apples | - | bag | 299/26 | | bake a pie | vg
apples | green, organic | bag | 349 | eating apples | | vg
bananas | - | pack | 219/33 | | | vg
bananas | organic | pack | 269 | | | vg
lemons | - | bag | 189/19 | | make lemonade | vg
limes | - | bag | 199 | | mix drinks | vg
oranges | -, blood | bag | 329 | | squeeze for juice | vg
mandarins | - | bag | 299 | clementines, tangerines | | vg
grapefruit | - | piece | 119 | | | vg
pears | -, organic | bag | 319 | | | vg
grapes | red, white | punnet | 279 | table grapes | | vg
strawberries | -, organic | punnet | 349 | | eat with cream | vg
raspberries | - | punnet | 329 | | | vg
blueberries | -, large | punnet | 319 | | bake muffins | vg
blackberries | - | punnet | 299 | | | vg
cherries | - | bag | 399 | | | vg
peaches | - | bag | 329 | | | vg
nectarines | - | bag | 319 | | | vg
plums | - | bag | 279 | | | vg
apricots | - | bag | 339 | | | vg
kiwis | - | pack | 229 | kiwi fruit | | vg
mango | - | piece | 189 | | | vg
pineapple | - | piece | 279 | | | vg
watermelon | -, small | piece | 399 | | cool down in summer | vg
melon | honeydew | piece | 299 | | | vg
avocados | -, organic | pack | 289 | | make guacamole | vg
pomegranate | - | piece | 229 | | | vg
figs | - | pack | 299 | | | vg`,
  vegetables: `
tomatoes | -, cherry, organic | pack | 249 | | make a salad | vg
cucumber | - | piece | 99 | | make a salad | vg
lettuce | iceberg, romaine | piece | 139 | salad | make a salad | vg
rocket | - | bag | 179 | arugula | make a salad | vg
spinach | - | bag | 199 | spinach leaves | | vg
peppers | red, yellow, green | pack | 229 | bell peppers, capsicum | | vg
chillies | red | pack | 129 | hot peppers, chili peppers | make it spicy | vg
carrots | -, organic, baby | bag | 149 | | make soup | vg
potatoes | -, new, organic, large | bag | 299 | spuds | make chips, mash | vg
sweet potatoes | - | bag | 279 | yams | | vg
onions | brown, red | bag | 159 | | | vg
spring onions | - | bunch | 99 | scallions | | vg
garlic | - | pack | 119 | garlic bulbs | keep vampires away | vg
ginger | - | piece | 129 | ginger root | | vg
leeks | - | bunch | 189 | | make soup | vg
celery | - | piece | 149 | | make soup | vg
broccoli | - | piece | 179 | | | vg
cauliflower | - | piece | 229 | | | vg
cabbage | white, red | piece | 199 | | make coleslaw | vg
brussels sprouts | - | bag | 199 | sprouts | cook christmas dinner | vg
courgettes | - | pack | 179 | zucchini | | vg
aubergine | - | piece | 159 | eggplant | | vg
mushrooms | -, brown | punnet | 199 | champignons | | vg
asparagus | - | bunch | 399 | | | vg
green beans | - | bag | 229 | string beans, runner beans | | vg
corn on the cob | - | pack | 219 | sweetcorn cobs | grill on the barbecue | vg
pumpkin | - | piece | 349 | squash | carve for halloween, make soup | vg
beetroot | - | pack | 169 | beets | | vg
radishes | - | bunch | 99 | | make a salad | vg
kale | - | bag | 199 | | | vg
basil | - | pot | 179 | | season pasta, make pesto | vg
parsley | - | bunch | 99 | | | vg
thyme | - | pot | 169 | | season a roast | vg
coriander | - | bunch | 109 | cilantro | season curry | vg`,
  dairy: `
butter | -, salted, organic | pack | 249 | | spread on bread, bake a cake | g
margarine | - | tub | 179 | vegetable spread | spread on bread, bake a cake | vg
eggs | -, organic, large | box | 279 | hens' eggs | make an omelette, bake a cake | gl
yoghurt | natural, strawberry, greek, lactose free | tub | 149 | yogurt | eat with muesli | g
soy yoghurt | - | tub | 189 | soya yogurt, plant yoghurt | eat with muesli | vg
skyr | - | tub | 169 | icelandic yoghurt | | g
cream | whipping, sour, double | tub | 119 | | cook sauces | g
oat cream | - | carton | 149 | plant cream, cooking cream alternative | cook sauces | v
quark | - | tub | 139 | curd | | g
cottage cheese | - | tub | 159 | | | g
cream cheese | -, herb | tub | 169 | soft cheese | spread on bagels | g
cheese | cheddar, gouda, goat, blue, grated, vegan | pack | 289 | | |g
cheese slices | - | pack | 229 | sliced cheese | make sandwiches, top a burger | g
mozzarella | -, lactose free | pack | 159 | | top a pizza | g
parmesan | - | piece | 399 | hard cheese | grate over pasta | g
feta | - | pack | 229 | greek cheese | make a salad | g
halloumi | - | pack | 299 | grilling cheese | grill on the barbecue | g
ricotta | - | tub | 189 | | fill ravioli | g
chocolate pudding | - | tub | 99 | chocolate dessert | serve for dessert | g
rice pudding | - | tub | 109 | milk rice | serve for dessert | g
buttermilk | - | carton | 119 | | bake pancakes | g
kefir | - | bottle | 159 | fermented milk | | g`,
  "meat and fish": `
chicken breast | -, organic | pack | 649 | chicken fillets | make a curry | gl
chicken | whole | piece | 799 | roasting chicken | roast on sunday | gl
chicken wings | - | pack | 499 | | grill on the barbecue | gl
chicken thighs | - | pack | 549 | chicken legs | | gl
turkey slices | - | pack | 279 | turkey ham | make sandwiches | gl
minced beef | -, organic | pack | 549 | ground beef, mince | make bolognese, make burgers | gl
beef steak | sirloin, rump | pack | 999 | | grill on the barbecue | gl
beef burgers | - | pack | 499 | hamburger patties | grill on the barbecue | l
pork chops | - | pack | 449 | pork cutlets | | gl
pork sausages | - | pack | 399 | bangers | grill on the barbecue | l
sausages | bratwurst, vegan | pack | 389 | | grill on the barbecue | l
hot dog sausages | - | jar | 299 | frankfurters, wieners | make hot dogs | gl
bacon | -, smoked | pack | 279 | bacon rashers | fry with eggs | gl
ham | cooked, cured | pack | 299 | sliced ham | make sandwiches | gl
salami | - | pack | 269 | | make sandwiches | gl
lamb chops | - | pack | 899 | lamb cutlets | | gl
meatballs | - | pack | 379 | | eat with spaghetti | l
salmon fillet | -, smoked, organic | pack | 799 | salmon | | gl
cod fillet | - | pack | 699 | white fish | make fish and chips | gl
trout | - | piece | 549 | | | gl
tuna steak | - | pack | 849 | fresh tuna | | gl
prawns | -, large | pack | 649 | shrimp | | gl
mussels | - | bag | 499 | | | gl
herring | pickled | jar | 329 | | | gl
tofu | -, smoked | pack | 239 | bean curd | replace meat | vg
veggie burgers | - | pack | 349 | plant burgers | replace meat, grill on the barbecue | v`,
} satisfies Partial<Record<Category, string>>;
